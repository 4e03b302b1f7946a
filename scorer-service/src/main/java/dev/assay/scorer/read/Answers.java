package dev.assay.scorer.read;

import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Generation;
import java.util.List;
import java.util.Optional;

/** What of an attempt's record goes into exports: nothing of a hidden test but how many there are. Pure. */
final class Answers {

    private Answers() {}

    static AttemptAnswer of(AttemptRecord record) {
        List<TestOutcome> tests = record.execution().map(Execution::tests).orElse(List.of());
        List<TestOutcome> hidden = tests.stream().filter(Answers::isHidden).toList();
        List<TestOutcome> visible =
                tests.stream().filter(test -> !isHidden(test)).toList();
        return new AttemptAnswer(
                record.attempt().attemptId(),
                record.verdict(),
                record.generation().map(Generation::form),
                record.generation().filter(_ -> record.role().isEmpty()).map(Generation::answer),
                record.execution().flatMap(run -> run.extraction().code()),
                detail(record),
                visible.size(),
                visible.stream()
                        .filter(Answers::didNotPass)
                        .map(TestOutcome::name)
                        .toList(),
                hidden.size(),
                (int) hidden.stream().filter(Answers::didNotPass).count(),
                record.generation().flatMap(Generation::call).map(Generation.ModelCall::totalMs),
                record.execution().map(run -> run.resources().cpuMs()));
    }

    private static Optional<String> detail(AttemptRecord record) {
        return record.execution()
                .map(Execution::detail)
                .or(() -> record.error().map(StageError::message))
                .filter(text -> !text.isBlank());
    }

    private static boolean isHidden(TestOutcome test) {
        return test.visibility() == Visibility.HIDDEN;
    }

    private static boolean didNotPass(TestOutcome test) {
        return test.status() != TestOutcome.Status.PASSED;
    }
}

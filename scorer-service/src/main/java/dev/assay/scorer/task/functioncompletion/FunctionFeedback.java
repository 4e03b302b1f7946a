package dev.assay.scorer.task.functioncompletion;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.record.Feedback;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be told of a function that failed. A function keeps what it was called with from one test to the next and can
 * say it later, so only tests that ran before the first hidden one are told of; where the tests shared its process and some
 * are hidden, it can have read those, and only the kind of its error is told. Pure.
 */
final class FunctionFeedback {

    private final Verdict verdict;
    private final Execution execution;
    private final List<TestOutcome> shown;
    private final List<TestOutcome> failed;
    private final List<TestOutcome> others;

    /** @param verdict on the attempt */
    FunctionFeedback(Verdict verdict, Execution execution) {
        this.verdict = verdict;
        this.execution = execution;
        this.shown = execution.tests().stream()
                .takeWhile(test -> test.visibility() != Visibility.HIDDEN)
                .toList();
        this.failed = shown.stream()
                .filter(test -> test.status() == Status.FAILED || test.status() == Status.ERROR)
                .toList();
        this.others = execution.tests().subList(shown.size(), execution.tests().size());
    }

    Feedback under(FeedbackPolicy policy) {
        if (failed.isEmpty() && othersRan()) {
            return verdict == Verdict.TRUNCATED ? Feedback.kind(verdict) : Feedback.FURTHER_TESTS_FAILED;
        }
        return switch (policy) {
            case ERROR_TYPE -> Feedback.kind(verdict);
            case FAILING_ASSERT -> counted(error(1));
            case FULL_OUTPUT ->
                counted(Stream.of(error(failed.size()), output())
                        .flatMap(Optional::stream)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining("\n\n"),
                                text -> Optional.of(text).filter(Predicate.not(String::isBlank)))));
        };
    }

    private boolean othersRan() {
        return others.stream().anyMatch(test -> test.status() != Status.NOT_RUN);
    }

    private Feedback counted(Optional<String> error) {
        int passed = (int)
                shown.stream().filter(test -> test.status() == Status.PASSED).count();
        return new Feedback(
                Optional.of(verdict), Optional.of(passed), Optional.of(shown.size()), error.filter(text -> mayQuote()));
    }

    /** Whether nothing that the function wrote or raised can hold anything of a hidden test. */
    private boolean mayQuote() {
        return others.isEmpty() || execution.integrity() == Execution.Integrity.SPLIT;
    }

    /** What the first tests that failed say; where none did, what ended the run before any test. */
    private Optional<String> error(int most) {
        if (failed.isEmpty()) {
            return Optional.of(execution.detail());
        }
        return Optional.of(
                failed.stream().limit(most).map(FunctionFeedback::line).collect(Collectors.joining("\n")));
    }

    private static String line(TestOutcome test) {
        return test.name() + ": " + test.message().orElse("did not pass");
    }

    /** The executor takes none from the first hidden test on. */
    private Optional<String> output() {
        return Optional.of(execution.output().text())
                .filter(text -> !text.isBlank())
                .map(text -> "Output:\n" + text);
    }
}

package dev.assay.scorer.task.program;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.ProgramRun;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.task.program.Clipping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be told of a program that failed: of each visible case its error, or what it printed instead. Cases do not
 * share a process, so none can tell of a hidden one. Pure.
 */
final class ProgramFeedback {

    private final Verdict verdict;
    private final Execution execution;
    private final int limit;
    private final List<TestOutcome> visible;

    /** @param limit largest length of what is told of a case */
    ProgramFeedback(Verdict verdict, Execution execution, int limit) {
        this.verdict = verdict;
        this.execution = execution;
        this.limit = limit;
        this.visible = execution.tests().stream()
                .filter(test -> test.visibility() != Visibility.HIDDEN)
                .toList();
    }

    Feedback under(FeedbackPolicy policy) {
        if (onlyHiddenFailed()) {
            return verdict == Verdict.TRUNCATED ? Feedback.kind(verdict) : Feedback.FURTHER_TESTS_FAILED;
        }
        return switch (policy) {
            case ERROR_TYPE -> Feedback.kind(verdict);
            case FAILING_ASSERT -> told(1);
            case FULL_OUTPUT -> told(Integer.MAX_VALUE);
        };
    }

    private boolean onlyHiddenFailed() {
        boolean ran = execution.tests().stream().anyMatch(test -> test.status() != Status.NOT_RUN);
        return ran
                && visible.stream().noneMatch(test -> test.status() == Status.FAILED || test.status() == Status.ERROR);
    }

    private Feedback told(int most) {
        String error = failedRuns().stream()
                .limit(most)
                .map(this::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return new Feedback(
                Optional.of(verdict),
                Optional.empty(),
                Optional.empty(),
                Optional.of(error).filter(text -> !text.isEmpty()));
    }

    /** The runs of visible cases that did not pass; the compiler's, where there was none. */
    private List<ProgramRun> failedRuns() {
        return execution.programs().orElse(List.of()).stream()
                .filter(run -> status(run).filter(Status.PASSED::equals).isEmpty())
                .toList();
    }

    private Optional<Status> status(ProgramRun run) {
        return visible.stream()
                .filter(test -> test.name().equals(run.test()))
                .map(TestOutcome::status)
                .findFirst();
    }

    private String text(ProgramRun run) {
        boolean printed = status(run).filter(Status.FAILED::equals).isPresent();
        String shown = printed ? printed(run) : error(run);
        String clipped = Clipping.headAndTail(shown, limit);
        return visible.size() > 1 && status(run).isPresent() ? "Case \"" + run.test() + "\":\n" + clipped : clipped;
    }

    private static String printed(ProgramRun run) {
        return run.stdout().isBlank() ? "(nothing was printed)" : run.stdout().stripTrailing();
    }

    /** A program that a limit ended need not have said anything. */
    private String error(ProgramRun run) {
        String said = run.stderr().isBlank() ? run.stdout() : run.stderr();
        return said.isBlank() || run.exitCode().isEmpty() ? execution.detail() : said.stripTrailing();
    }
}

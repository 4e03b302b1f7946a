package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.ProgramRun;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.task.program.Clipping;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of each case; the first that did not pass decides. Nothing that a program did in a hidden case is kept. */
final class CaseLog {

    private static final int SHOWN_OUTPUT = 16 * 1024;
    private static final int SHOWN_IN_ALL = 64 * 1024;
    private static final String COMPILE = "compile";

    private final List<Case> cases;
    private final List<TestOutcome> outcomes = new ArrayList<>();
    private final List<ProgramRun> shown = new ArrayList<>();
    private Optional<Decision> problem = Optional.empty();
    private Usage usage = new Usage(0, 0, 0, Optional.empty(), Optional.empty());
    private long outputBytes;
    private boolean clipped;

    CaseLog(List<Case> cases) {
        this.cases = cases;
    }

    /** Notes that no case could be run. */
    void none(Decision decision) {
        problem = Optional.of(decision);
    }

    /** Notes that the source does not compile, or parse; {@code end} is what said so. */
    void notCompiled(Decision decision, ProgramEnd end) {
        none(decision);
        spend(end);
        shown.add(run(COMPILE, end));
    }

    /** Notes what came of the next case. */
    void add(Case test, Decision decision, ProgramEnd end) {
        spend(end);
        boolean hidden = test.visibility() == Visibility.HIDDEN;
        Status status = switch (decision.verdict()) {
            case PASSED -> Status.PASSED;
            case WRONG_ANSWER -> Status.FAILED;
            case RUNTIME_ERROR, TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT -> Status.ERROR;
            case COMPILE_ERROR, EXTRACTION_FAILED, TRUNCATED, REFUSED, TAMPERED, INFRASTRUCTURE_ERROR, UNSCORABLE ->
                throw new IllegalArgumentException("a case cannot say " + decision.verdict());
        };
        boolean says = !hidden && status != Status.PASSED;
        outcomes.add(new TestOutcome(
                test.name(), test.visibility(), status, says ? Optional.of(decision.detail()) : Optional.empty()));
        if (!hidden) {
            shown.add(run(test.name(), end));
        }
        if (problem.isEmpty() && status != Status.PASSED) {
            problem = Optional.of(
                    hidden
                            ? new Decision(decision.verdict(), decision.reason(), "a hidden test did not pass")
                            : decision);
        }
    }

    /** The verdict on all of them. */
    Decision decision() {
        return problem.orElseGet(() -> cases.isEmpty()
                ? new Decision(Verdict.UNSCORABLE, "no_test_ran", "the problem has no case")
                : new Decision(Verdict.PASSED, "all_tests_passed", ""));
    }

    /** All cases in order, those too that were not run. */
    List<TestOutcome> outcomes() {
        List<TestOutcome> all = new ArrayList<>(outcomes);
        cases.stream()
                .skip(outcomes.size())
                .forEach(test ->
                        all.add(new TestOutcome(test.name(), test.visibility(), Status.NOT_RUN, Optional.empty())));
        return all;
    }

    /** The runs that may be shown. */
    List<ProgramRun> shownRuns() {
        return List.copyOf(shown);
    }

    /** What those runs printed. */
    Execution.Output output() {
        String text = shown.stream().map(run -> run.stdout() + run.stderr()).collect(Collectors.joining());
        String fitting = Clipping.headAndTail(text, SHOWN_IN_ALL);
        return new Execution.Output(fitting, outputBytes, clipped || fitting.length() < text.length());
    }

    /** What all cases used; memory is that of the greediest. */
    Usage usage() {
        return usage;
    }

    private void spend(ProgramEnd end) {
        Usage one = end.usage();
        usage = new Usage(
                usage.cpuMs() + one.cpuMs(),
                usage.wallMs() + one.wallMs(),
                usage.awaitedMs() + one.awaitedMs(),
                sum(usage.runDelayMs(), one.runDelayMs()),
                larger(usage.peakMemoryBytes(), one.peakMemoryBytes()));
    }

    private ProgramRun run(String name, ProgramEnd end) {
        outputBytes += end.standardOutput().totalBytes() + end.standardError().totalBytes();
        String stdout = end.standardOutput().text();
        String stderr = end.standardError().text();
        clipped |= end.standardOutput().clipped()
                || end.standardError().clipped()
                || stdout.length() > SHOWN_OUTPUT
                || stderr.length() > SHOWN_OUTPUT;
        return new ProgramRun(
                name,
                end.exitCode().filter(code -> end.breach().isEmpty()),
                Clipping.headAndTail(stdout, SHOWN_OUTPUT),
                Clipping.headAndTail(stderr, SHOWN_OUTPUT));
    }

    private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
        return one.map(value -> value + other.orElse(0L)).or(() -> other);
    }

    private static Optional<Long> larger(Optional<Long> one, Optional<Long> other) {
        return one.map(value -> Math.max(value, other.orElse(0L))).or(() -> other);
    }
}

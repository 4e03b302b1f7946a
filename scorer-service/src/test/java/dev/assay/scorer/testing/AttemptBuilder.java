package dev.assay.scorer.testing;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Builds the events of one attempt of a made-up trial. */
public record AttemptBuilder(AttemptRef ref, ProblemRef problem, String answer, FinishReason finishReason) {

    public static final Usage USAGE = new Usage(120, 40, 7, 3, 0);
    public static final Cost COST = new Cost(Optional.of(new BigDecimal("0.000125")), Optional.of(BigDecimal.ZERO));
    private static final Instant THEN = Instant.parse("2026-11-21T10:15:30.123Z");

    /** The first attempt of a new trial of a run. */
    public static AttemptBuilder attempt(String runId) {
        UUID trialId = UUID.randomUUID();
        AttemptRef ref = new AttemptRef(Ids.attempt(trialId, 1), trialId, runId, "exp_00000001", 1, 1);
        ProblemRef problem =
                new ProblemRef("humaneval", "v1", "HumanEval/0", "function-completion", "public-0", "oracle-0");
        return new AttemptBuilder(ref, problem, "```python\ndef add(a, b):\n    return a + b\n```", FinishReason.STOP);
    }

    public static AttemptBuilder attempt() {
        return attempt("bench_00000001_20261121_101530");
    }

    public UUID id() {
        return ref.attemptId();
    }

    public AttemptBuilder dispatched(int number) {
        return new AttemptBuilder(ref.dispatched(number), problem, answer, finishReason);
    }

    /** The next attempt of the same trial. */
    public AttemptBuilder next() {
        int number = ref.attemptNumber() + 1;
        AttemptRef next = new AttemptRef(
                Ids.attempt(ref.trialId(), number), ref.trialId(), ref.runId(), ref.experimentId(), number, 1);
        return new AttemptBuilder(next, problem, answer, finishReason);
    }

    public AttemptBuilder answering(String text) {
        return new AttemptBuilder(ref, problem, text, finishReason);
    }

    public AttemptBuilder stoppedBy(FinishReason reason) {
        return new AttemptBuilder(ref, problem, answer, reason);
    }

    public AttemptBuilder ofTaskType(String taskType) {
        ProblemRef other = new ProblemRef(
                problem.datasetId(),
                problem.datasetVersion(),
                problem.problemId(),
                taskType,
                problem.publicHash(),
                problem.oracleHash());
        return new AttemptBuilder(ref, other, answer, finishReason);
    }

    public Generation generation() {
        Generation.ModelCall call = new Generation.ModelCall(
                "complete-function",
                List.of(new Generation.ChatMessage("user", "Complete the function.")),
                Ids.sha256("prompt"),
                Ids.sha256("request"),
                "http://127.0.0.1:7075/v1/chat/completions",
                "{\"model\":\"small\"}",
                "{\"choices\":[]}",
                "127.0.0.1",
                "small",
                THEN,
                1234,
                Optional.of(56L),
                List.of(new Generation.CallRetry(THEN, "rate_limit", "429", 200)),
                Optional.of("stop"),
                Optional.empty(),
                Optional.empty());
        return new Generation(
                Generation.Source.MODEL,
                AnswerForm.CHAT,
                answer,
                Optional.empty(),
                finishReason,
                USAGE,
                COST,
                Optional.of(call),
                Optional.empty());
    }

    /** A run with one test of each visibility, all of which passed or all of which failed. */
    public Execution execution(Verdict verdict) {
        TestOutcome.Status status = verdict == Verdict.PASSED ? TestOutcome.Status.PASSED : TestOutcome.Status.FAILED;
        return new Execution(
                verdict,
                verdict == Verdict.PASSED ? "passed" : "tests_failed",
                "",
                new Execution.Extraction(Optional.of(answer), "fence_with_entry_point", "extraction@1"),
                List.of(
                        new TestOutcome("shown", Visibility.PUBLIC, status, Optional.of("add(1, 2) was 4")),
                        new TestOutcome("told", Visibility.FEEDBACK, status, Optional.of("add(2, 2) was 5")),
                        new TestOutcome("hidden", Visibility.HIDDEN, status, Optional.empty())),
                new Execution.Output("printed", 7, false),
                new Execution.Resources(
                        21,
                        34,
                        Optional.of(2L),
                        Optional.of(9_000_000L),
                        new Execution.Limits(5000, 15000, 1 << 28, false)),
                Execution.Integrity.SPLIT,
                new Execution.Sandbox("T1", "python3.11", Ids.sha256("environment"), "executor-1"),
                THEN);
    }

    public AttemptGenerated answered() {
        return new AttemptGenerated(ref, problem, new GenerationOutcome.Answered(generation()));
    }

    /** An answer whose failure may be told of. */
    public AttemptGenerated answered(FeedbackPolicy policy) {
        return new AttemptGenerated(
                ref, problem, new GenerationOutcome.Answered(generation()), Optional.of(policy), Optional.empty());
    }

    /** What a call said that helps. */
    public AttemptGenerated helped(CallRole role) {
        return new AttemptGenerated(
                ref, problem, new GenerationOutcome.Answered(generation()), Optional.empty(), Optional.of(role));
    }

    public AttemptGenerated failedToHelp(CallRole role) {
        return new AttemptGenerated(
                ref, problem, new GenerationOutcome.Failed(error("llm-worker")), Optional.empty(), Optional.of(role));
    }

    public AttemptGenerated failedToAnswer() {
        return new AttemptGenerated(ref, problem, new GenerationOutcome.Failed(error("llm-worker")));
    }

    public AttemptGenerated withheld() {
        return new AttemptGenerated(ref, problem, new GenerationOutcome.Withheld(WithheldReason.BUDGET_EXHAUSTED));
    }

    public AttemptExecuted ran(Verdict verdict) {
        return ran(execution(verdict));
    }

    public AttemptExecuted ran(Execution execution) {
        return new AttemptExecuted(ref, problem, new ExecutionOutcome.Ran(execution));
    }

    public AttemptExecuted failedToRun() {
        return new AttemptExecuted(ref, problem, new ExecutionOutcome.Failed(error("executor-service")));
    }

    private StageError error(String stage) {
        return new StageError(stage, "network", "dispatch " + ref.dispatchNumber() + " failed", true);
    }
}

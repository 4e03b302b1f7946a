package dev.assay.contracts.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.Advice;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Every event, in every case. */
public final class EventSamples {

    /** What answers and outputs may hold: NUL, lone surrogates, a pair, separators, controls. */
    private static final String HOSTILE = "\u0000 \ud800 \udc00 \ud83d\ude00 \u2028 \u001b[31m \ufffe \"\\";

    private EventSamples() {}

    static Stream<Object> all() {
        return Stream.of(generate(), generated(), executed(), finished(), checks())
                .flatMap(events -> events);
    }

    /** The events of one record type. */
    public static List<Object> of(Class<?> type) {
        return all().filter(type::isInstance).toList();
    }

    static AttemptRef attempt() {
        UUID trialId = Ids.trial("bench_00000001_20261121_101530", "exp_00000001", "HumanEval/0", 1);
        return new AttemptRef(Ids.attempt(trialId, 1), trialId, "bench_00000001_20261121_101530", "exp_00000001", 1, 2);
    }

    static Usage usage() {
        return new Usage(120, 40, 7, 3, 2);
    }

    static Cost cost() {
        return new Cost(Optional.of(new BigDecimal("0.000125")), Optional.of(BigDecimal.ZERO));
    }

    static Score score() {
        return new Score("function-completion@1", 6, 7, Optional.of(Execution.Integrity.SPLIT));
    }

    static StageError error() {
        return new StageError("llm-worker", "rate_limit", "the server said 429 five times", true);
    }

    static Sampling greedy() {
        return new Sampling(0, Optional.empty(), 1024, Optional.empty());
    }

    static Generation generation() {
        Generation.ModelCall call = new Generation.ModelCall(
                "complete-function",
                List.of(
                        new Generation.ChatMessage("system", "You write Python."),
                        new Generation.ChatMessage("user", "Complete the function.")),
                Ids.sha256("prompt"),
                Ids.sha256("request"),
                "http://127.0.0.1:7075/v1/chat/completions",
                "{\"model\":\"small\"}",
                "{\"choices\":[]}",
                "127.0.0.1",
                "small-q4",
                Samples.THEN,
                1234,
                Optional.of(56L),
                List.of(new Generation.CallRetry(Samples.THEN, "rate_limit", "429", 200)),
                Optional.of("end_turn"),
                Optional.of(new BigDecimal("0.000125")),
                Optional.of(List.of("temperature: not sent")));
        return new Generation(
                Generation.Source.MODEL,
                AnswerForm.CHAT,
                HOSTILE,
                Optional.of("thinking " + HOSTILE),
                Generation.FinishReason.STOP,
                usage(),
                cost(),
                Optional.of(call),
                Optional.of(attempt().attemptId()),
                Optional.of("javascript"));
    }

    static Execution execution() {
        List<TestOutcome> tests = Arrays.stream(TestOutcome.Status.values())
                .flatMap(status -> Arrays.stream(Visibility.values())
                        .map(visibility -> new TestOutcome(
                                status + " " + visibility,
                                visibility,
                                status,
                                visibility == Visibility.HIDDEN ? Optional.empty() : Optional.of("add(1, 2) was 4"))))
                .toList();
        return new Execution(
                Verdict.WRONG_ANSWER,
                "tests_failed",
                "1 of 7 tests failed",
                new Execution.Extraction(Optional.of(HOSTILE), "fence_with_entry_point", "extraction@1"),
                tests,
                new Execution.Output(HOSTILE, 70_000, true),
                new Execution.Resources(
                        21,
                        34,
                        Optional.of(2L),
                        Optional.of(9_000_000L),
                        new Execution.Limits(5000, 15_000, 1L << 28, true)),
                Execution.Integrity.SPLIT,
                new Execution.Sandbox("T1", "python3.11", Ids.sha256("environment"), "executor-1"),
                Samples.THEN,
                Optional.of(List.of(
                        new Execution.ProgramRun("first", Optional.of(1), HOSTILE, ""),
                        new Execution.ProgramRun("second", Optional.empty(), "", HOSTILE))));
    }

    private static Execution bareExecution(Verdict verdict) {
        return new Execution(
                verdict,
                "no_code_found",
                "",
                new Execution.Extraction(Optional.empty(), "none", "extraction@1"),
                List.of(),
                new Execution.Output("", 0, false),
                new Execution.Resources(
                        0, 0, Optional.empty(), Optional.empty(), new Execution.Limits(5000, 15_000, 1, false)),
                Execution.Integrity.IN_PROCESS,
                new Execution.Sandbox("T2", "python3.11", Ids.sha256("environment"), "executor-1"),
                Samples.THEN);
    }

    private static Stream<Object> generate() {
        ModelSpec unpriced = new ModelSpec("https://example.org/v1", "large", 1024, 3600, Optional.empty());
        Sampling warm = new Sampling(0.8, Optional.of(0.95), 2048, Optional.of(7L));
        ModelSpec listed = new ModelSpec(
                "https://example.org/v1",
                "large",
                8,
                60,
                Optional.empty(),
                Optional.of("example/large"),
                Optional.of(Protocol.MESSAGES),
                Optional.of(true));
        ResponseFormat schema = new ResponseFormat.JsonSchema(
                "names", JsonNodeFactory.instance.objectNode().put("type", "object"), Optional.of(false));
        Sampling shaped =
                new Sampling(0, Optional.empty(), 16, Optional.empty(), Optional.of("high"), Optional.of(schema));
        Sampling object = new Sampling(
                0,
                Optional.empty(),
                16,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ResponseFormat.JsonObject(Optional.empty())));
        return Stream.of(
                new GenerateAttempt(
                        attempt(), Samples.problem(), "run-1", listed, shaped, 1, "complete-function", false),
                new GenerateAttempt(
                        attempt(), Samples.problem(), "run-1", listed, object, 1, "complete-function", false),
                new GenerateAttempt(
                        attempt(), Samples.problem(), "run-1", Samples.model(), warm, 3, "complete-function", true),
                new GenerateAttempt(
                        attempt(), Samples.problem(), "run-1", unpriced, greedy(), 1, "complete-function", false),
                repair(new Feedback(
                        Optional.of(Verdict.WRONG_ANSWER), Optional.of(2), Optional.of(3), Optional.of(HOSTILE))),
                repair(Feedback.kind(Verdict.TIME_LIMIT)),
                repair(Feedback.FURTHER_TESTS_FAILED),
                helping(new Help.Specification(), Optional.empty()),
                helping(
                        new Help.Review(List.of(
                                new PreviousAttempt(attempt().attemptId(), Feedback.FURTHER_TESTS_FAILED),
                                new PreviousAttempt(attempt().trialId(), Feedback.kind(Verdict.TIME_LIMIT)))),
                        Optional.of(new Advice(Optional.of(attempt().attemptId()), Optional.empty()))));
    }

    private static GenerateAttempt helping(Help help, Optional<Advice> advice) {
        return new GenerateAttempt(
                attempt(),
                Samples.problem(),
                "run-1",
                Samples.model(),
                greedy(),
                1,
                "complete-function",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(help),
                advice);
    }

    private static GenerateAttempt repair(Feedback feedback) {
        return new GenerateAttempt(
                attempt(),
                Samples.problem(),
                "run-1",
                Samples.model(),
                greedy(),
                1,
                "complete-function",
                false,
                Optional.of(new PreviousAttempt(attempt().attemptId(), feedback)),
                Optional.of(FeedbackPolicy.FAILING_ASSERT),
                Optional.of(Samples.language()),
                Optional.empty(),
                Optional.of(new Advice(
                        Optional.of(attempt().attemptId()),
                        Optional.of(attempt().trialId()))));
    }

    private static Stream<Object> generated() {
        Stream<GenerationOutcome> answers =
                Stream.of(new GenerationOutcome.Answered(generation()), new GenerationOutcome.Failed(error()));
        Stream<GenerationOutcome> brought = Arrays.stream(AnswerForm.values())
                .map(form -> new GenerationOutcome.Answered(Generation.provided(form, "def add(a, b): return a + b")));
        Stream<GenerationOutcome> stopped = Arrays.stream(Generation.FinishReason.values())
                .map(reason -> new GenerationOutcome.Answered(new Generation(
                        Generation.Source.MODEL,
                        AnswerForm.CHAT,
                        "",
                        Optional.empty(),
                        reason,
                        Usage.NONE,
                        Cost.UNKNOWN,
                        Optional.empty(),
                        Optional.empty())));
        Stream<GenerationOutcome> withheld =
                Arrays.stream(WithheldReason.values()).map(GenerationOutcome.Withheld::new);
        Stream<Object> unrepaired = Stream.of(answers, brought, stopped, withheld)
                .flatMap(outcomes -> outcomes)
                .map(outcome -> new AttemptGenerated(attempt(), Samples.problem(), outcome));
        Stream<Object> repairable = Arrays.stream(FeedbackPolicy.values())
                .map(policy -> new AttemptGenerated(
                        attempt(),
                        Samples.problem(),
                        new GenerationOutcome.Answered(generation()),
                        Optional.of(policy),
                        Optional.empty()));
        Stream<Object> help = Arrays.stream(CallRole.values())
                .map(role -> new AttemptGenerated(
                        attempt(),
                        Samples.problem(),
                        new GenerationOutcome.Answered(generation()),
                        Optional.empty(),
                        Optional.of(role)));
        return Stream.of(unrepaired, repairable, help).flatMap(events -> events);
    }

    private static Stream<ExecutionOutcome> executions() {
        Stream<ExecutionOutcome> verdicts =
                Arrays.stream(Verdict.values()).map(verdict -> new ExecutionOutcome.Ran(bareExecution(verdict)));
        return Stream.concat(
                verdicts, Stream.of(new ExecutionOutcome.Ran(execution()), new ExecutionOutcome.Failed(error())));
    }

    private static Stream<Object> executed() {
        return executions().map(outcome -> new AttemptExecuted(attempt(), Samples.problem(), outcome));
    }

    private static Stream<Object> finished() {
        return Stream.of(
                new AttemptFinished(
                        attempt(),
                        Verdict.PASSED,
                        "passed",
                        score(),
                        usage(),
                        cost(),
                        Optional.of(attempt().attemptId()),
                        Optional.empty(),
                        Optional.of(1234L),
                        Optional.of(21L),
                        Optional.empty()),
                new AttemptFinished(
                        attempt(),
                        Verdict.WRONG_ANSWER,
                        "wrong_result",
                        score(),
                        usage(),
                        cost(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(1234L),
                        Optional.of(21L),
                        Optional.of(Feedback.kind(Verdict.WRONG_ANSWER))),
                new AttemptFinished(
                        attempt(),
                        Verdict.INFRASTRUCTURE_ERROR,
                        "rate_limit",
                        new Score("scorer-service", 0, 0, Optional.empty()),
                        Usage.NONE,
                        Cost.UNKNOWN,
                        Optional.empty(),
                        Optional.of(error()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Stream<Object> checks() {
        UUID checkId = Ids.check(Ids.sha256("version"), "HumanEval/0", "reference");
        CheckRequested bad = new CheckRequested(
                checkId, Samples.problem(), "bad:off_by_one", AnswerForm.COMPLETION, "    return a", Optional.empty());
        CheckRequested reference = new CheckRequested(
                checkId, Samples.problem(), "reference:bash", AnswerForm.PROGRAM, "echo 1", Optional.of("bash"));
        return Stream.concat(
                Stream.of(bad, reference),
                executions().map(outcome -> new CheckExecuted(checkId, Samples.problem(), "reference", outcome)));
    }
}

package dev.assay.contracts.sample;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.account.Account;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.account.Spend;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.contracts.analysis.Savings;
import dev.assay.contracts.call.ModelHolds;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.call.WaitingAttempts;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.dataset.ImportRequest;
import dev.assay.contracts.dataset.Slice;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.LanguageDocumentation;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Reviewer;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Specifier;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.SampleResult;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.contracts.summary.BenchmarkSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One document of every kind, and of every case where there are several, filled and as empty as it can be. */
public final class Samples {

    static final Instant THEN = Instant.parse("2026-11-21T10:15:30.123456Z");

    private Samples() {}

    /** Everything that travels as an event or over REST. */
    public static Stream<Object> all() {
        return Stream.of(
                        EventSamples.all(),
                        TaskSamples.all(),
                        experiments(),
                        models(),
                        runs(),
                        datasets(),
                        problems(),
                        records(),
                        comparisons(),
                        EstimateSamples.all(),
                        analyses())
                .flatMap(samples -> samples);
    }

    static ProblemRef problem() {
        return new ProblemRef(
                "humaneval",
                Ids.sha256("version"),
                "HumanEval/0",
                "function-completion",
                Ids.sha256("public"),
                Ids.sha256("oracle"));
    }

    static ModelSpec model() {
        return new ModelSpec("http://127.0.0.1:7075/v1", "small", 8, 120, Optional.of(price()));
    }

    private static Price price() {
        return new Price(
                new BigDecimal("0.15"),
                new BigDecimal("0.60"),
                Optional.of(new BigDecimal("0.075")),
                Optional.of(new BigDecimal("0.1875")),
                Optional.of(LocalDate.of(2026, 11, 21)));
    }

    static AnswerLanguage language() {
        return new AnswerLanguage(
                "ilo",
                "ilo",
                "The first line is -- run: main",
                Optional.of(new AnswerLanguage.Documentation(Ids.sha256("documentation"), 6_800)));
    }

    private static Stream<Object> experiments() {
        Experiment full = new Experiment(
                "exp_00000001",
                "a small model",
                List.of("first", "local"),
                model(),
                new DatasetSelection("humaneval", "0-10"),
                new Strategy.ZeroShot(10),
                "complete-function",
                new Sampling(0.8, Optional.of(0.95), 1024, Optional.of(7L)),
                THEN,
                THEN.plusSeconds(1));
        Experiment empty = new Experiment(
                "e",
                "",
                List.of(),
                new ModelSpec("https://example.org/v1", "large", 1, 1, Optional.empty()),
                new DatasetSelection("humaneval", "all"),
                new Strategy.ZeroShot(1),
                "complete-function",
                EventSamples.greedy(),
                THEN,
                THEN);
        Experiment anyLanguage = new Experiment(
                "closed-loop",
                "",
                List.of(),
                model(),
                new DatasetSelection("programs", "all"),
                new Strategy.ZeroShot(1),
                "write-program",
                EventSamples.greedy(),
                THEN,
                THEN,
                Optional.of(language()));
        Experiment iterative = new Experiment(
                "exp_00000003",
                "",
                List.of(),
                model(),
                new DatasetSelection("humaneval", "all"),
                new Strategy.Iterative(1, 10, FeedbackPolicy.FAILING_ASSERT),
                "complete-function",
                EventSamples.greedy(),
                THEN,
                THEN);
        Experiment helped = new Experiment(
                "exp_00000004",
                "",
                List.of(),
                model(),
                new DatasetSelection("humaneval", "all"),
                new Strategy.Iterative(
                        1,
                        10,
                        FeedbackPolicy.FAILING_ASSERT,
                        Optional.of(new Specifier(model(), EventSamples.greedy())),
                        Optional.of(new Reviewer(model(), EventSamples.greedy(), 5))),
                "complete-function",
                EventSamples.greedy(),
                THEN,
                THEN);
        return Stream.of(full, empty, iterative, helped, anyLanguage, new LanguageDocumentation("# ilo\n"), Price.FREE);
    }

    private static Stream<Object> models() {
        Model listed = new Model(
                Optional.of("openai/gpt-4.1"),
                Optional.of("gpt41"),
                "openai",
                "https://api.openai.com/v1",
                "gpt-4.1",
                Protocol.CHAT_COMPLETIONS,
                Optional.of(List.of(Protocol.CHAT_COMPLETIONS, Protocol.RESPONSES)),
                false,
                List.of("json_object", "json_schema"),
                Optional.of(32768),
                Optional.of(1_000_000),
                Optional.of(16),
                Optional.of(60),
                Optional.of(price()),
                Optional.of("OPENAI_API_KEY"),
                true,
                Optional.of(2L));
        return Stream.of(
                new ModelHolds.Question(List.of(listed.baseUrl() + "|" + listed.name())),
                new ModelHolds(List.of(new ModelHolds.Held(listed.baseUrl() + "|" + listed.name(), hold()))),
                new WaitingAttempts(List.of(new UUID(1, 2))),
                new ModelList(List.of(listed)),
                new ModelMatch(Optional.of(listed), List.of()),
                new ModelMatch(Optional.empty(), List.of("openai/gpt-4.1")),
                new ModelAvailability(
                        "https://api.openai.com/v1",
                        "gpt-41",
                        ModelAvailability.State.UNAVAILABLE,
                        "the server lists 1 models and not gpt-41; near: gpt-4.1",
                        List.of("gpt-4.1")),
                new SpeedTest(
                        "https://api.openai.com/v1",
                        "gpt-4.1",
                        Protocol.RESPONSES,
                        true,
                        Optional.empty(),
                        Optional.of("gpt-4.1-2025-04-14"),
                        Optional.of(new Usage(30, 200, 0, 0, 0)),
                        2100,
                        Optional.of(350L),
                        Optional.of(114.3),
                        Optional.of(new BigDecimal("0.00166"))),
                new SpeedTest(
                        "http://127.0.0.1:8080/v1",
                        "small",
                        Protocol.CHAT_COMPLETIONS,
                        false,
                        Optional.of("network: 127.0.0.1:8080 refuses connections: is it running?"),
                        Optional.empty(),
                        Optional.empty(),
                        3,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static ProviderHold hold() {
        return new ProviderHold("openrouter", THEN.plusSeconds(30), "rate_limit: HTTP 429: slow down");
    }

    private static Stream<Object> runs() {
        RunProgress progress = new RunProgress(
                20,
                12,
                1,
                10,
                4,
                Map.of(Verdict.PASSED, 4L, Verdict.WRONG_ANSWER, 6L, Verdict.INFRASTRUCTURE_ERROR, 1L),
                Optional.of(new SuccessRate(0.4, 0.168, 0.687, 10, 1)),
                Optional.of(5),
                List.of(new PassAtK(1, 0.4, 0.21, 0.6, 10, 0), new PassAtK(5, 0.75, 0.5, 0.9, 8, 2)),
                new Usage(1000, 200, 30, 40, 5),
                new Cost(Optional.of(new BigDecimal("0.0125")), Optional.of(BigDecimal.ZERO)),
                0,
                3,
                12.5);
        RunProgress nothing = new RunProgress(
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Usage.NONE,
                Cost.UNKNOWN,
                0,
                0,
                0);
        Run full = new Run(
                "bench_00000001_20261121_101530",
                "nightly",
                List.of("exp_00000001", "exp_00000002"),
                RunState.BUDGET_EXHAUSTED,
                Optional.of(new BigDecimal("1.50")),
                true,
                5,
                THEN,
                Optional.of(THEN.plusSeconds(60)),
                Optional.of("the limit of 1.50 USD is used up"),
                progress,
                Optional.of(List.of(hold())),
                Optional.of(new Budget(
                        Optional.of(new BigDecimal("1.50")),
                        new BigDecimal("1.20"),
                        new BigDecimal("0.15"),
                        BigDecimal.ZERO,
                        Optional.of(0.9),
                        List.of(new BudgetWarning(50, THEN), new BudgetWarning(80, THEN.plusSeconds(90))))),
                Optional.of("comparative"));
        Run empty = new Run(
                "bench_00000002_20261121_101530",
                "",
                List.of("exp_00000001"),
                RunState.RUNNING,
                Optional.empty(),
                false,
                0,
                THEN,
                Optional.empty(),
                Optional.empty(),
                nothing,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Trial ended = new Trial(
                EventSamples.attempt().trialId(),
                full.runId(),
                "exp_00000001",
                "HumanEval/0",
                1,
                TrialState.FINISHED,
                1,
                Optional.of(Verdict.PASSED),
                Optional.of("passed"),
                Optional.of(EventSamples.score()),
                EventSamples.usage(),
                EventSamples.cost(),
                Optional.of(EventSamples.attempt().attemptId()),
                Optional.of(EventSamples.attempt().attemptId()),
                Optional.of(THEN),
                List.of(0.5, 0.5, 0.5),
                true);
        Trial pending = new Trial(
                EventSamples.attempt().trialId(),
                full.runId(),
                "exp_00000001",
                "any text / \"at all\"",
                2,
                TrialState.PENDING,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Usage.NONE,
                Cost.FREE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
        return Stream.of(full, empty, ended, pending, summary(progress));
    }

    private static BenchmarkSummary summary(RunProgress progress) {
        BenchmarkSummary.Config config = new BenchmarkSummary.Config(
                "local",
                "humaneval",
                Optional.of("0-2"),
                List.of("HumanEval/0", "HumanEval/1"),
                1,
                true,
                true,
                Optional.empty(),
                Optional.of(0.0),
                Optional.of(7L));
        BenchmarkSummary.SummaryStats stats = new BenchmarkSummary.SummaryStats(
                1,
                1,
                Optional.of(100.0),
                Optional.of(new BigDecimal("0.0125")),
                Optional.empty(),
                Optional.of(1.0),
                100,
                20,
                3,
                4,
                Map.of("infrastructure_error", 1L));
        return new BenchmarkSummary(
                "bench_00000001_20261121_101530",
                "zero-shot",
                RunState.FINISHED,
                THEN,
                THEN.plusSeconds(60),
                60.0,
                List.of("benchmark_run"),
                config,
                stats,
                List.of(new BenchmarkSummary.OfExperiment("exp_00000001", "zero-shot", config, stats)),
                Optional.of(new BenchmarkSummary.Side(List.of(), stats)),
                Optional.of(new BenchmarkSummary.Side(List.of(), stats)),
                Optional.of(BenchmarkSummary.Difference.of(stats, stats)),
                progress,
                List.of(new BenchmarkSummary.ExperimentResult(
                        "bench_00000001_20261121_101530",
                        "exp_00000001",
                        "HumanEval/0",
                        1,
                        EventSamples.attempt().trialId(),
                        true,
                        Verdict.PASSED,
                        1,
                        Optional.empty(),
                        new BenchmarkSummary.ResultUsage(100, 20, 3, 4))),
                List.of(new BenchmarkSummary.NotJudged(
                        "bench_00000001_20261121_101530",
                        "exp_00000001",
                        "HumanEval/1",
                        1,
                        EventSamples.attempt().trialId(),
                        "infrastructure_error")));
    }

    private static Stream<Object> datasets() {
        return Stream.of(
                new Dataset(
                        "humaneval",
                        Ids.sha256("version"),
                        "HumanEval",
                        "function-completion",
                        "humaneval",
                        "MIT",
                        164,
                        GateState.VERIFIED,
                        THEN),
                new GateReport(
                        "humaneval",
                        Ids.sha256("version"),
                        GateState.UNVERIFIED,
                        2,
                        3,
                        Map.of("reference", new GateReport.Tally(2, 1, 1), "empty", new GateReport.Tally(1, 1, 0)),
                        List.of(
                                new GateReport.Surprise(
                                        "HumanEval/0",
                                        "reference",
                                        Optional.of(Verdict.WRONG_ANSWER),
                                        "passed",
                                        "test 1"),
                                new GateReport.Surprise(
                                        "HumanEval/1", "reference", Optional.empty(), "passed", "not run"))),
                new Slice("first", "0-10", 10),
                new ImportRequest(
                        "humaneval", "data/humaneval.jsonl", Optional.of("humaneval"), Optional.of("HumanEval")),
                new ImportRequest("humaneval", "data/humaneval.jsonl", Optional.empty(), Optional.empty()),
                new Account(
                        "run-1",
                        Account.State.PAUSED,
                        Optional.of(new BigDecimal("2.00")),
                        new BigDecimal("0.10"),
                        new BigDecimal("0.20"),
                        new BigDecimal("0.05"),
                        List.of()),
                new Spend(
                        Optional.of("run-1"),
                        Optional.empty(),
                        Optional.of("http://127.0.0.1:1/v1|coder"),
                        Optional.of(LocalDate.of(2026, 11, 21)),
                        10,
                        Optional.of(new BigDecimal("0.20")),
                        BigDecimal.ZERO,
                        1),
                new Account.Setting(Account.State.OPEN, Optional.empty()),
                new Account.Setting(Account.State.CANCELLED, Optional.of(BigDecimal.ONE)));
    }

    private static Stream<Object> problems() {
        TaskBody body = TaskBody.of("function-completion", 1, Map.of("prompt", "def add(a, b):\n"));
        return Stream.of(
                new PublicProblem(problem(), 0, "python", List.of("easy"), body),
                new OracleProblem(
                        problem(),
                        new ExecutionLimits(Optional.of(2.5), Optional.of(10.0), Optional.of(1L << 28)),
                        body,
                        Optional.of(17L)),
                new OracleProblem(problem(), ExecutionLimits.none(), body, Optional.empty()));
    }

    private static Stream<Object> records() {
        AttemptSummary summary = new AttemptSummary(
                EventSamples.attempt().attemptId(),
                EventSamples.attempt().trialId(),
                EventSamples.attempt().runId(),
                EventSamples.attempt().experimentId(),
                "HumanEval/0",
                1,
                Optional.of(Verdict.PASSED),
                Optional.of("passed"),
                Optional.of(EventSamples.score()),
                EventSamples.usage(),
                EventSamples.cost(),
                Optional.empty(),
                Optional.of(THEN),
                Optional.of("add(1, 2) was 4"),
                Optional.empty());
        AttemptAnswer answer = new AttemptAnswer(
                EventSamples.attempt().attemptId(),
                Optional.of(Verdict.WRONG_ANSWER),
                Optional.of(AnswerForm.CHAT),
                Optional.of("```python\nx = 1\n```"),
                Optional.of("x = 1\n"),
                Optional.of("add(1, 2) was 4"),
                3,
                List.of("base_1"),
                2,
                1,
                Optional.of(812L),
                Optional.of(21L));
        return Stream.of(
                summary,
                new AttemptAnswer.Question(List.of(EventSamples.attempt().attemptId())),
                new AttemptAnswer.Batch(List.of(answer), 2),
                new SampleResult("passed", Optional.of(true)),
                new Page<>(List.of("one", "two"), Optional.of("cursor")),
                new Page<>(List.of(), Optional.empty()),
                new AttemptRecord(
                        EventSamples.attempt(),
                        problem(),
                        Optional.of(Verdict.PASSED),
                        Optional.of("passed"),
                        Optional.of(EventSamples.score()),
                        Optional.of(EventSamples.generation()),
                        Optional.of(EventSamples.execution()),
                        Optional.empty(),
                        Optional.of(Feedback.FURTHER_TESTS_FAILED),
                        Optional.of(THEN),
                        Optional.empty()),
                new AttemptRecord(
                        EventSamples.attempt(),
                        problem(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(EventSamples.error()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(CallRole.REVIEWER)));
    }

    private static Stream<Object> comparisons() {
        Comparison.Side side = new Comparison.Side(
                "run-1",
                "run-1",
                "experiment",
                164,
                164,
                0,
                Optional.of(new Comparison.Rate(0.5, 0.42, 0.58, "wilson")),
                Optional.of(0.04),
                Map.of("infrastructure_error", 1L),
                Optional.of(new BigDecimal("1.25")),
                Optional.of(new BigDecimal("0.02")),
                0,
                Optional.of(812L));
        Comparison.Difference difference = new Comparison.Difference(
                "run-1",
                "run-2",
                164,
                0,
                1,
                0.1,
                0.02,
                0.18,
                "mcnemar_exact",
                0.01,
                0.02,
                0.03,
                true,
                List.of("HumanEval/0"),
                List.of(),
                0,
                Optional.of(120L),
                "run-2 is better");
        ComparisonPlan.Unjudged unjudged =
                new ComparisonPlan.Unjudged(EventSamples.attempt().trialId(), "HumanEval/0", "infrastructure_error");
        return Stream.of(
                new Comparison(List.of(side), List.of(difference)),
                new ComparisonPlan(
                        List.of(new ComparisonPlan.Side("run-1", "run-1", "experiment", List.of(unjudged)))));
    }

    private static Stream<Object> analyses() {
        Optional<BigDecimal> cost = Optional.of(new BigDecimal("0.0125"));
        return Stream.of(
                new ProblemDifficulty("humaneval", "HumanEval/0", 4, 1, 0.25, true, List.of("small"), cost, 1),
                new HistoryPoint(
                        "small",
                        "humaneval",
                        "bench_00000001_20261121_101530",
                        "exp_00000001",
                        THEN,
                        10,
                        4,
                        1,
                        Optional.of(0.4),
                        Optional.of(new SuccessRate(0.4, 0.168, 0.687, 10, 1)),
                        cost,
                        0,
                        cost),
                new ModelFigures("small", 2, 20, 9, Optional.of(0.45), Optional.empty(), 3, Optional.empty()),
                new Savings(
                        "run-1",
                        "small",
                        "run-2",
                        "large",
                        new BigDecimal("0.06"),
                        3,
                        1,
                        new BigDecimal("0.0015"),
                        new BigDecimal("0.0585"),
                        Optional.of(97.5),
                        66.7,
                        100),
                new FlakyProblem(
                        "humaneval",
                        "HumanEval/0",
                        "c".repeat(64),
                        Map.of(Verdict.PASSED, 2L, Verdict.TIME_LIMIT, 1L),
                        List.of(EventSamples.attempt().attemptId())),
                new FlakyProblem.Question(List.of("bench_00000001_20261121_101530")));
    }
}

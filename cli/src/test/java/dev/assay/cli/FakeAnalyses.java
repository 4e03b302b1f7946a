package dev.assay.cli;

import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.contracts.analysis.Savings;
import dev.assay.contracts.run.SuccessRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The analyses of a {@link FakeAssay}. */
final class FakeAnalyses {

    private static final Optional<BigDecimal> COST = Optional.of(new BigDecimal("0.0125"));

    private FakeAnalyses() {}

    static Object document(String analysis) {
        return switch (analysis) {
            case "difficulty" -> page(new ProblemDifficulty("d", "a/1", 4, 1, 0.25, true, List.of("tiny"), COST, 0));
            case "history" -> page(point());
            case "models" ->
                page(new ModelFigures("tiny", 2, 20, 9, Optional.of(0.45), Optional.empty(), 3, Optional.empty()));
            case "savings" ->
                new Savings(
                        "one",
                        "tiny",
                        "other",
                        "large",
                        new BigDecimal("0.06"),
                        3,
                        1,
                        new BigDecimal("0.0015"),
                        new BigDecimal("0.0585"),
                        Optional.of(97.5),
                        66.7,
                        100);
            case "flaky" ->
                page(new FlakyProblem(
                        "d", "a/1", "c", Map.of(Verdict.PASSED, 2L, Verdict.TIME_LIMIT, 1L), List.of(new UUID(0, 1))));
            default -> null;
        };
    }

    private static HistoryPoint point() {
        return new HistoryPoint(
                "tiny",
                "d",
                FakeAssay.RUN,
                "demo-1",
                Instant.EPOCH,
                10,
                4,
                0,
                Optional.of(0.4),
                Optional.of(new SuccessRate(0.4, 0.168, 0.687, 10, 0)),
                COST,
                0,
                COST);
    }

    private static <T> Page<T> page(T item) {
        return new Page<>(List.of(item), Optional.empty());
    }
}

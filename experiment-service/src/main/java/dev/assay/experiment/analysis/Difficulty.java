package dev.assay.experiment.analysis;

import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.experiment.analysis.AnalysisStore.ProblemRow;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds the models' answers to a problem up to its difficulty. Pure. */
final class Difficulty {

    private Difficulty() {}

    /** What a ranking of problems begins with. */
    enum Order {
        /** The lowest success rate. */
        RATE,
        /** The highest cost; problems of unknown cost come last. */
        COST;

        Comparator<ProblemDifficulty> comparator() {
            return switch (this) {
                case RATE -> Comparator.comparingDouble(ProblemDifficulty::successRate);
                case COST ->
                    Comparator.comparing((ProblemDifficulty problem) ->
                                    problem.costUsd().orElse(BigDecimal.ONE.negate()))
                            .reversed();
            };
        }
    }

    static List<ProblemDifficulty> of(String datasetId, List<ProblemRow> rows, Order order) {
        return rows.stream()
                .collect(Collectors.groupingBy(ProblemRow::problemId, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(problem -> of(datasetId, problem.getKey(), problem.getValue()))
                .sorted(order.comparator())
                .toList();
    }

    private static ProblemDifficulty of(String datasetId, String problemId, List<ProblemRow> rows) {
        long samples = rows.stream().mapToLong(ProblemRow::samples).sum();
        long passed = rows.stream().mapToLong(ProblemRow::passed).sum();
        double rate = (double) passed / samples;
        return new ProblemDifficulty(
                datasetId,
                problemId,
                samples,
                passed,
                rate,
                rate < ProblemDifficulty.HARD,
                rows.stream()
                        .filter(row -> row.passed() == 0)
                        .map(ProblemRow::model)
                        .toList(),
                rows.stream().map(ProblemRow::costUsd).flatMap(Optional::stream).reduce(BigDecimal::add),
                rows.stream().mapToLong(ProblemRow::unpriced).sum());
    }
}

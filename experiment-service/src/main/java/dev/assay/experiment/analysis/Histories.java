package dev.assay.experiment.analysis;

import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.experiment.analysis.AnalysisStore.ExperimentRow;
import dev.assay.statistics.Bounds;
import dev.assay.statistics.Wilson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Models over time, and added up. Pure. */
final class Histories {

    private Histories() {}

    static List<HistoryPoint> points(List<ExperimentRow> rows) {
        return rows.stream().map(Histories::point).toList();
    }

    private static HistoryPoint point(ExperimentRow row) {
        return new HistoryPoint(
                row.model(),
                row.datasetId(),
                row.runId(),
                row.experimentId(),
                row.startedAt(),
                row.judged(),
                row.passed(),
                row.trials() - row.judged(),
                share(row),
                interval(row),
                row.costUsd(),
                row.unpriced(),
                perSuccess(row.costUsd(), row.unpriced(), row.passed()));
    }

    private static Optional<Double> share(ExperimentRow row) {
        return row.judged() == 0 ? Optional.empty() : Optional.of((double) row.passed() / row.judged());
    }

    /** Samples of one problem are not independent trials. */
    private static Optional<SuccessRate> interval(ExperimentRow row) {
        return share(row).filter(share -> !row.severalSamples()).map(share -> {
            Bounds bounds = Wilson.interval(row.passed(), row.judged());
            return new SuccessRate(share, bounds.low(), bounds.high(), row.judged(), row.trials() - row.judged());
        });
    }

    /** Total cost / successes; unknown where a price is, or where nothing passed. */
    static Optional<BigDecimal> perSuccess(Optional<BigDecimal> cost, long unpriced, long passed) {
        return cost.filter(known -> unpriced == 0 && passed > 0)
                .map(known -> known.divide(BigDecimal.valueOf(passed), MathContext.DECIMAL64));
    }

    /** The models, in the order of their names. */
    static List<ModelFigures> models(List<ExperimentRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(ExperimentRow::model, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(model -> figures(model.getKey(), model.getValue()))
                .toList();
    }

    private static ModelFigures figures(String model, List<ExperimentRow> rows) {
        long passed = rows.stream().mapToLong(ExperimentRow::passed).sum();
        long unpriced = rows.stream().mapToLong(ExperimentRow::unpriced).sum();
        Optional<BigDecimal> cost = rows.stream()
                .map(ExperimentRow::costUsd)
                .flatMap(Optional::stream)
                .reduce(BigDecimal::add);
        OptionalDouble mean = rows.stream()
                .map(Histories::share)
                .flatMap(Optional::stream)
                .mapToDouble(share -> share)
                .average();
        return new ModelFigures(
                model,
                rows.size(),
                rows.stream().mapToLong(ExperimentRow::judged).sum(),
                passed,
                mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty(),
                cost,
                unpriced,
                perSuccess(cost, unpriced, passed));
    }
}

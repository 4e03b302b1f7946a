package dev.assay.experiment.analysis;

import dev.assay.contracts.analysis.Savings;
import dev.assay.experiment.analysis.AnalysisStore.ProblemCost;
import dev.assay.frame.problem.Problems;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one side saves against another. Pure. */
final class SavingsOf {

    private static final double PER_CENT = 100;

    private SavingsOf() {}

    /** An experiment of a run, and its judged problems. */
    record Side(String name, String model, List<ProblemCost> problems) {}

    /** A 422 where a price is unknown, or no problem is on both sides. */
    static Savings of(Side run, Side baseline) {
        Map<String, ProblemCost> known =
                baseline.problems().stream().collect(Collectors.toMap(ProblemCost::problemId, one -> one));
        List<ProblemCost> matched = run.problems().stream()
                .filter(one -> known.containsKey(one.problemId()))
                .toList();
        if (matched.isEmpty()) {
            throw Problems.impossible("no problem was judged in both " + run.name() + " and " + baseline.name());
        }
        List<ProblemCost> based =
                matched.stream().map(one -> known.get(one.problemId())).toList();
        BigDecimal cost = sum(run, matched);
        BigDecimal baselineCost = sum(baseline, based);
        BigDecimal savings = baselineCost.subtract(cost);
        return new Savings(
                run.name(),
                run.model(),
                baseline.name(),
                baseline.model(),
                baselineCost,
                matched.size(),
                run.problems().size() - (long) matched.size(),
                cost,
                savings,
                baselineCost.signum() == 0
                        ? Optional.empty()
                        : Optional.of(savings.divide(baselineCost, MathContext.DECIMAL64)
                                .movePointRight(2)
                                .doubleValue()),
                rate(matched),
                rate(based));
    }

    private static BigDecimal sum(Side side, List<ProblemCost> problems) {
        return problems.stream()
                .map(one -> one.meanCostUsd()
                        .orElseThrow(() -> Problems.impossible("the price of model " + side.model() + " in "
                                + side.name() + " is unknown, so nothing can be said of savings")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double rate(List<ProblemCost> problems) {
        return PER_CENT
                * problems.stream().mapToDouble(ProblemCost::passed).average().orElseThrow();
    }
}

package dev.assay.cli.gate;

import dev.assay.cli.terminal.Figures;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Difference;
import dev.assay.contracts.comparison.Comparison.Rate;
import dev.assay.contracts.comparison.Comparison.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a run is good enough: not below a floor, and not worse than a baseline by more than chance explains. Pure.
 *
 * @param checks what was looked at, at least one
 */
record Gate(String run, boolean passed, List<Check> checks, Comparison comparison) {

    private static final double PER_CENT = 100;

    /** One thing that was looked at, and what was found. */
    record Check(String name, boolean passed, String detail) {}

    /**
     * The gate of the last side; where there are two, the first is the baseline. That side has a rate.
     *
     * @param floor least success rate, 0 to 100
     */
    static Gate of(Comparison comparison, Optional<Double> floor) {
        Side side = comparison.sides().getLast();
        Rate rate = side.rate().orElseThrow();
        Stream<Check> low = floor.map(least -> floor(rate, side.problems(), least)).stream();
        Stream<Check> worse = comparison.differences().stream().map(Gate::regression);
        List<Check> checks = Stream.concat(low, worse).toList();
        return new Gate(side.name(), checks.stream().allMatch(Check::passed), checks, comparison);
    }

    private static Check floor(Rate rate, long problems, double least) {
        String found = Figures.percent(rate.value()) + " (95 % interval " + Figures.percent(rate.low()) + " to "
                + Figures.percent(rate.high()) + ", " + Figures.count(problems) + " problems), floor "
                + Figures.percent(least / PER_CENT);
        return new Check("success rate", rate.value() * PER_CENT >= least, found);
    }

    private static Check regression(Difference difference) {
        boolean worse = difference.significant() && difference.difference() < 0;
        return new Check("no regression against " + difference.first(), !worse, difference.verdict());
    }
}

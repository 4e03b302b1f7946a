package dev.assay.scorer.comparison;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Difference;
import dev.assay.statistics.Bootstrap;
import dev.assay.statistics.Bounds;
import dev.assay.statistics.Holm;
import dev.assay.statistics.McNemar;
import dev.assay.statistics.NeededProblems;
import dev.assay.statistics.PairedMeans;
import dev.assay.statistics.PairedProportions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Holds each side against the first one, problem by problem; several differences are one family. Pure. */
final class PairedComparison {

    private PairedComparison() {}

    /** Compares at least two sides. */
    static Comparison of(List<SideOutcomes> sides) {
        List<Pair> pairs = sides.stream()
                .skip(1)
                .map(side -> Pair.of(sides.getFirst(), side))
                .toList();
        List<Double> adjusted = Holm.adjust(pairs.stream().map(Pair::pValue).toList());
        return new Comparison(
                sides.stream().map(SideOutcomes::figures).toList(),
                IntStream.range(0, pairs.size())
                        .mapToObj(at -> pairs.get(at).difference(adjusted.get(at)))
                        .toList());
    }

    /** Two sides and the problems that both have, in order. */
    private record Pair(
            SideOutcomes first, SideOutcomes second, List<String> problems, double[] differences, boolean single) {

        static Pair of(SideOutcomes first, SideOutcomes second) {
            List<String> common = first.problems().stream()
                    .filter(second.problems()::contains)
                    .toList();
            double[] differences = common.stream()
                    .mapToDouble(problem -> second.rate(problem) - first.rate(problem))
                    .toArray();
            return new Pair(first, second, common, differences, first.single() && second.single());
        }

        double pValue() {
            return single ? McNemar.pValue(lost().size(), gained().size()) : PairedMeans.studentPValue(differences);
        }

        Difference difference(double adjusted) {
            double mean = Arrays.stream(differences).average().orElse(0);
            Bounds bounds = bounds();
            long shared = problems.stream()
                    .filter(problem -> first.answers(problem).equals(second.answers(problem)))
                    .count();
            boolean significant = adjusted < Bounds.ERROR_PROBABILITY;
            OptionalLong needed = NeededProblems.of(differences);
            return new Difference(
                    first.name(),
                    second.name(),
                    problems.size(),
                    first.problems().size() - (long) problems.size(),
                    second.problems().size() - (long) problems.size(),
                    mean,
                    bounds.low(),
                    bounds.high(),
                    single ? McNemar.method(lost().size(), gained().size()) : "paired_t",
                    pValue(),
                    adjusted,
                    PairedMeans.signedRankPValue(graded()),
                    significant,
                    gained(),
                    lost(),
                    shared,
                    needed.isPresent() ? Optional.of(needed.getAsLong()) : Optional.empty(),
                    words(mean, adjusted, significant, shared, needed));
        }

        private String words(double mean, double adjusted, boolean significant, long shared, OptionalLong needed) {
            if (problems.isEmpty()) {
                return "no problem was judged on both sides: nothing can be said";
            }
            if (shared == problems.size()) {
                return "both sides hold the same answers: no evidence of a difference is to be had from them";
            }
            String p = String.format(Locale.ROOT, "p = %.3g", adjusted);
            if (significant) {
                return String.format(
                        Locale.ROOT,
                        "%s is %s by %.1f points (%s)",
                        second.name(),
                        mean > 0 ? "better" : "worse",
                        Math.abs(mean) * 100,
                        p);
            }
            return "no evidence of a difference (" + p + ")"
                    + (needed.isPresent()
                            ? "; resolving the one seen would take about " + needed.getAsLong() + " problems"
                            : "");
        }

        private Bounds bounds() {
            if (problems.isEmpty()) {
                return new Bounds(-1, 1);
            }
            return single
                    ? PairedProportions.difference(lost().size(), gained().size(), problems.size())
                    : Bootstrap.ofMean(differences);
        }

        private double[] graded() {
            return problems.stream()
                    .mapToDouble(problem -> second.graded(problem) - first.graded(problem))
                    .toArray();
        }

        private List<String> gained() {
            return which(1);
        }

        private List<String> lost() {
            return which(-1);
        }

        private List<String> which(int sign) {
            return IntStream.range(0, differences.length)
                    .filter(at -> Math.signum(differences[at]) == sign)
                    .mapToObj(problems::get)
                    .toList();
        }
    }
}

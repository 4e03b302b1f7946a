package dev.assay.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The step-down correction for a family of tests (Holm 1979, Scandinavian Journal of Statistics 6:65–70). */
public final class Holm {

    private Holm() {}

    /** The adjusted p-values, in the order given. */
    public static List<Double> adjust(List<Double> pValues) {
        int[] order = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .mapToInt(Integer::intValue)
                .toArray();
        Double[] adjusted = new Double[pValues.size()];
        double most = 0;
        for (int rank = 0; rank < order.length; rank++) {
            most = Math.max(most, Math.min(1, (order.length - rank) * pValues.get(order[rank])));
            adjusted[order[rank]] = most;
        }
        return List.of(adjusted);
    }
}

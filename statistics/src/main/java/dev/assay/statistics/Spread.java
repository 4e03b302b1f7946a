package dev.assay.statistics;

import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Where values lie and how far apart.
 *
 * @param n how many there are, at least 1
 * @param median the mean of the middle two where their number is even
 * @param standardDeviation of the sample, with n − 1 below; absent for a single value
 */
public record Spread(int n, double median, Optional<Double> standardDeviation) {

    /** Throws {@link IllegalArgumentException} where there is no value. */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no value has no spread");
        }
        Optional<Double> deviation = values.length == 1
                ? Optional.empty()
                : Optional.of(StandardDeviation.of(values).getAsDouble());
        return new Spread(values.length, Median.withDefaults().evaluate(values), deviation);
    }
}

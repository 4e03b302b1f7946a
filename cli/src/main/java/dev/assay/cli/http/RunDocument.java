package dev.assay.cli.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The request document that starts a run.
 *
 * @param reuseAnswers absent: at temperature 0 only
 */
public record RunDocument(
        List<String> experimentIds,
        Optional<String> name,
        Optional<BigDecimal> limitUsd,
        Optional<Boolean> reuseAnswers,
        Optional<Integer> priority) {

    /** Of no priority. */
    public RunDocument(
            List<String> experimentIds,
            Optional<String> name,
            Optional<BigDecimal> limitUsd,
            Optional<Boolean> reuseAnswers) {
        this(experimentIds, name, limitUsd, reuseAnswers, Optional.empty());
    }
}

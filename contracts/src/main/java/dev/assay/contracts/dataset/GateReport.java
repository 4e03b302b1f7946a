package dev.assay.contracts.dataset;

import dev.assay.contracts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proof of a data set: reference solutions pass, empty answers, {@code pass} bodies and known-bad solutions do not.
 *
 * @param candidates by kind ({@code reference}, {@code empty}, {@code pass}, {@code bad})
 * @param surprises every candidate that did not give the result it must give
 */
public record GateReport(
        String datasetId,
        String version,
        GateState state,
        long checked,
        long total,
        Map<String, Tally> candidates,
        List<Surprise> surprises) {

    /** How many candidates of a kind there are, have run, and passed. */
    public record Tally(long total, long checked, long passed) {}

    /** A candidate that did not give the result it must give. */
    public record Surprise(
            String problemId, String candidate, Optional<Verdict> verdict, String expected, String detail) {}
}

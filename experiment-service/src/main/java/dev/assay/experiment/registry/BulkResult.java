package dev.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.frame.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * What came of one experiment of many.
 *
 * @param index its place among them, from 0
 */
public record BulkResult(int index, Optional<String> experimentId, Status status, Optional<BulkProblem> problem) {

    /** Whether and how it was registered. */
    public enum Status {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("unchanged")
        UNCHANGED,
        @JsonProperty("rejected")
        REJECTED
    }

    /** Why it was rejected, in the shape of problem details. */
    public record BulkProblem(int status, String title, String detail, List<Problems.Violation> violations) {}

    /** How many of the results have a status. */
    public static int count(List<BulkResult> results, Status status) {
        return (int)
                results.stream().filter(result -> result.status() == status).count();
    }

    /** How many were not rejected. */
    public static int registered(List<BulkResult> results) {
        return results.size() - count(results, Status.REJECTED);
    }
}

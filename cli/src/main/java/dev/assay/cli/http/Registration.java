package dev.assay.cli.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of registering several experiments, or a matrix.
 *
 * @param empty of a matrix: ids of those whose slice holds no problem
 * @param missing of a matrix: ids of those whose data set or slice does not exist
 */
public record Registration(
        int registered,
        int created,
        int updated,
        Optional<List<String>> empty,
        Optional<List<String>> missing,
        List<Result> results) {

    /** What came of one; a problem where it was rejected. */
    public record Result(int index, Optional<String> experimentId, String status, Optional<Problem> problem) {}

    /** Why one was rejected. */
    public record Problem(int status, String title, String detail, Optional<List<Violation>> violations) {

        /** Every field that is wrong; the detail where it is not a matter of fields. */
        public String summary() {
            return violations
                    .filter(list -> !list.isEmpty())
                    .map(list -> list.stream()
                            .map(one -> one.field() + ": " + one.message())
                            .collect(Collectors.joining("; ")))
                    .orElse(detail);
        }
    }

    /** A field, and what is wrong with it. */
    public record Violation(String field, String message) {}
}

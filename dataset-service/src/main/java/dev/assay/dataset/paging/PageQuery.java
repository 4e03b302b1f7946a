package dev.assay.dataset.paging;

import dev.assay.contracts.Page;
import dev.assay.frame.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list is asked for.
 *
 * @param cursor key of the last item of the page before
 * @param limit most items of a page, 1 to 1000
 */
public record PageQuery(Optional<String> cursor, int limit) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    /** Reads the two query parameters; throws a problem (400) that names the wrong one. */
    public static PageQuery of(Optional<String> cursor, Optional<String> limit) {
        int count = limit.map(text -> number("limit", text)).orElse(DEFAULT_LIMIT);
        if (count < 1 || count > LARGEST_LIMIT) {
            throw Problems.badField("limit", "must be 1 to " + LARGEST_LIMIT);
        }
        return new PageQuery(cursor, count);
    }

    /** The cursor as a place in a list; -1 for the first page. */
    public int place() {
        return cursor.map(text -> number("cursor", text)).orElse(-1);
    }

    /** The page, given one item more than its limit where there are more. */
    public <T> Page<T> page(List<T> found, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(key.apply(items.getLast())));
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problems.badField(
                    field, field.equals("cursor") ? "is not one that this list gave" : "must be a whole number");
        }
    }
}

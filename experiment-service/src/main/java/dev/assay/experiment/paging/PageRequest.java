package dev.assay.experiment.paging;

import dev.assay.contracts.Page;
import dev.assay.experiment.validation.Violations;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list is asked for.
 *
 * @param limit rows, 1 to 1000
 */
public record PageRequest(Optional<Cursor> after, int limit) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /**
     * The request that the query parameters make; a bad one is a 400 that names the parameter.
     *
     * @param parts what the list's cursors are made of
     */
    public static PageRequest of(Optional<String> cursor, Optional<String> limit, CursorPart... parts) {
        Violations violations = new Violations();
        Optional<Cursor> after = cursor.filter(text -> !text.isEmpty()).flatMap(text -> {
            Optional<Cursor> read = Cursor.read(text).filter(one -> fits(one, parts));
            violations.require(read.isPresent(), "cursor", "must be the `next` of an earlier page of this list");
            return read;
        });
        int rows = limit.map(text -> rows(text, violations)).orElse(DEFAULT_LIMIT);
        violations.throwIfAny();
        return new PageRequest(after, rows);
    }

    /** What a part of a cursor must look like. */
    public enum CursorPart {
        TEXT,
        NUMBER;

        private boolean fits(String text) {
            return switch (this) {
                case TEXT -> text.indexOf('\u0000') < 0;
                case NUMBER -> text.matches("-?[0-9]{1,18}");
            };
        }
    }

    private static boolean fits(Cursor cursor, CursorPart... parts) {
        if (cursor.parts().size() != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].fits(cursor.parts().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int rows(String text, Violations violations) {
        boolean valid =
                text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_LIMIT;
        violations.require(valid, "limit", "must be a whole number from 1 to " + MAX_LIMIT);
        return valid ? Integer.parseInt(text) : DEFAULT_LIMIT;
    }

    /** A part of the cursor as text; {@code first} where the list begins. */
    public String text(int part, String first) {
        return after.map(cursor -> cursor.parts().get(part)).orElse(first);
    }

    /** A part of the cursor as a number; {@code first} where the list begins. */
    public long number(int part, long first) {
        return after.map(cursor -> Long.parseLong(cursor.parts().get(part))).orElse(first);
    }

    /** How many rows to read, to know whether there are more. */
    public int readLimit() {
        return limit + 1;
    }

    /** The page of {@code rows}, which were read with {@link #readLimit}. */
    public <R> Page<R> page(List<R> rows, Function<R, Cursor> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<R> items = rows.subList(0, limit);
        return new Page<>(
                List.copyOf(items), Optional.of(key.apply(items.getLast()).text()));
    }
}

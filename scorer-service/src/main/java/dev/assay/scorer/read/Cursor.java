package dev.assay.scorer.read;

import dev.assay.frame.problem.Problems;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** The opaque place in a list from which its next page goes on, and how long a page may be. */
final class Cursor {

    private static final int MAX_LIMIT = 1000;
    private static final long BEFORE_THE_FIRST = 0;

    private Cursor() {}

    static String write(long ordinal) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(ordinal).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The ordinal after which a page begins; without a cursor, that is before the first. */
    static long read(Optional<String> cursor) {
        return cursor.map(Cursor::read).orElse(BEFORE_THE_FIRST);
    }

    private static long read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a cursor of another length.
        }
        throw Problems.badField("cursor", "is not one of this list; leave it out to begin anew");
    }

    static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw Problems.badField("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }
}

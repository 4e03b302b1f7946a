package dev.assay.contracts.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Whether a server offers a model, by what its {@code GET /models} says.
 *
 * @param detail for a person: what the server said, or why it could not be asked; holds no secret
 * @param near names that the server offers and that resemble the one asked for
 */
public record ModelAvailability(String baseUrl, String name, State state, String detail, List<String> near) {

    public enum State {
        AVAILABLE,
        /** The server does not offer it, or may not be called. */
        UNAVAILABLE,
        /** The server has no such list, or did not answer. */
        UNKNOWN;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}

package dev.assay.experiment.validation;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days as query parameters. */
public final class Days {

    private Days() {}

    /** The day, where one is given; a text that is none is noted. */
    public static Optional<LocalDate> read(String field, Optional<String> text, Violations violations) {
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            violations.add(field, "must be a day like 2026-11-21");
            return Optional.empty();
        }
    }
}

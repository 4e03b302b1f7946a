package dev.assay.dataset.gate;

import dev.assay.contracts.record.AnswerForm;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer with a known result.
 *
 * @param name unique within its problem
 * @param language id of a runtime; present exactly where the problem leaves the language open
 */
public record Candidate(Kind kind, String name, AnswerForm form, String answer, Optional<String> language) {

    /** Kinds of candidates, in the order in which they are run: what the reference used calibrates the others. */
    public enum Kind {
        /** Must pass. */
        REFERENCE("passed"),
        /** An answer with nothing in it; must not pass. */
        EMPTY("not passed"),
        /** A body that does nothing; must not pass. */
        PASS("not passed"),
        /** Plausible and wrong; must pass at least one test and fail at least one. */
        BAD("some tests passed, not all");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        /** What it must give, for a person. */
        public String expected() {
            return expected;
        }

        /** The name in SQL and reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** The reference solution. */
    public static Candidate reference(AnswerForm form, String answer) {
        return new Candidate(Kind.REFERENCE, Kind.REFERENCE.code(), form, answer, Optional.empty());
    }

    /** Nothing. */
    public static Candidate empty(AnswerForm form) {
        return new Candidate(Kind.EMPTY, Kind.EMPTY.code(), form, "", Optional.empty());
    }

    /** A body that does nothing. */
    public static Candidate pass(AnswerForm form, String answer) {
        return new Candidate(Kind.PASS, Kind.PASS.code(), form, answer, Optional.empty());
    }

    /** A known-bad solution; {@code name} is unique within its problem. */
    public static Candidate bad(String name, AnswerForm form, String answer) {
        return new Candidate(Kind.BAD, Kind.BAD.code() + ":" + name, form, answer, Optional.empty());
    }

    /** The same, written in a language; a problem may have a reference in each. */
    public Candidate in(String language) {
        String qualified = kind == Kind.REFERENCE ? name + ":" + language : name;
        return new Candidate(kind, qualified, form, answer, Optional.of(language));
    }
}

package dev.assay.frame.event;

/**
 * The event of these tests; its handler does what it says.
 *
 * @param failures calls that fail for a passing reason before one succeeds
 */
record Note(String text, Kind kind, int failures) {

    enum Kind {
        HARMLESS,
        POISON,
        /** Keeps the handler until the test opens the gate. */
        WAITING,
        /** Makes the handler end with an error of the virtual machine. */
        BOTTOMLESS
    }

    static Note harmless(String text) {
        return new Note(text, Kind.HARMLESS, 0);
    }

    static Note poison(String text) {
        return new Note(text, Kind.POISON, 0);
    }

    static Note waiting(String text) {
        return new Note(text, Kind.WAITING, 0);
    }

    static Note bottomless(String text) {
        return new Note(text, Kind.BOTTOMLESS, 0);
    }

    static Note failing(String text, int failures) {
        return new Note(text, Kind.HARMLESS, failures);
    }
}

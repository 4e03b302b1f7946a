package dev.assay.frame.event;

/**
 * The event of these tests; its handler does what it says.
 *
 * @param failures calls that fail for a passing reason before one succeeds
 */
record Note(String text, boolean poison, int failures) {

    static Note harmless(String text) {
        return new Note(text, false, 0);
    }

    static Note poison(String text) {
        return new Note(text, true, 0);
    }

    static Note failing(String text, int failures) {
        return new Note(text, false, failures);
    }
}

package dev.assay.cli.terminal;

import java.io.PrintWriter;

/**
 * Where a command writes: results on standard output, progress and warnings on standard error.
 *
 * <p>A lively terminal rewrites one line and has colours; any other gets plain lines. Text that a model or a server
 * wrote goes through {@link #safe} first, for it may hold control sequences.
 */
public final class Terminal {

    /** Columns that every line of ours fits in. */
    public static final int WIDTH = 80;

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean lively;

    public Terminal(PrintWriter out, PrintWriter err, boolean lively) {
        this.out = out;
        this.err = err;
        this.lively = lively;
    }

    /** Whether a line can be rewritten. */
    public boolean lively() {
        return lively;
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line about what is going on. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /** Prints a warning. */
    public void warn(String line) {
        note(paint(Colour.YELLOW, "warning:") + " " + line);
    }

    /** Writes a line over the one before it; only on a lively terminal. */
    void rewrite(String line) {
        err.print(ERASE_LINE + line);
        err.flush();
    }

    /** Takes the rewritten line away. */
    void erase() {
        err.print(ERASE_LINE);
        err.flush();
    }

    /** The colours in use. */
    public enum Colour {
        GREEN("32"),
        RED("31"),
        YELLOW("33"),
        BOLD("1");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** The text in a colour, where there are colours. */
    public String paint(Colour colour, String text) {
        return lively ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    /** Foreign text without what could steer a terminal: control characters become the replacement character. */
    public static String safe(String text) {
        return text.codePoints()
                .map(point -> isHarmless(point) ? point : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** As {@link #safe}, in one line of at most {@code width} characters. */
    public static String safeLine(String text, int width) {
        String line = safe(text).replaceAll("\\s+", " ").strip();
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }

    private static boolean isHarmless(int point) {
        return point == '\n'
                || point == '\t'
                || switch (Character.getType(point)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
                    default -> true;
                };
    }
}

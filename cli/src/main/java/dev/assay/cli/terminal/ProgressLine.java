package dev.assay.cli.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/** One line that tells how far something is: rewritten in place, or a plain line every few seconds. */
public final class ProgressLine implements AutoCloseable {

    private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Terminal terminal;
    private final LongSupplier nanoClock;
    private String last = "";
    private String printed = "";
    private long printedAt;

    public ProgressLine(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    ProgressLine(Terminal terminal, LongSupplier nanoClock) {
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    /** Shows a new state; a line of our own words, clipped to the terminal. */
    public void show(String line) {
        last = line.length() < Terminal.WIDTH ? line : line.substring(0, Terminal.WIDTH - 2) + "…";
        if (terminal.lively()) {
            terminal.rewrite(last);
        } else if (printed.isEmpty() || nanoClock.getAsLong() - printedAt >= PLAIN_INTERVAL_NANOS) {
            printPlain();
        }
    }

    /** Says something that stays. */
    public void note(String text) {
        if (terminal.lively()) {
            terminal.erase();
        }
        terminal.note(text);
    }

    private void printPlain() {
        if (!last.equals(printed)) {
            terminal.note(last);
            printed = last;
            printedAt = nanoClock.getAsLong();
        }
    }

    /** Ends the line: a lively one goes away, of plain ones the last state is printed. */
    @Override
    public void close() {
        if (terminal.lively()) {
            terminal.erase();
        } else {
            printPlain();
        }
    }
}

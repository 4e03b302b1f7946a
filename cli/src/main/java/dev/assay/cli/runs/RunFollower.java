package dev.assay.cli.runs;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.RunEvents;
import dev.assay.cli.http.ServerAway;
import dev.assay.cli.terminal.ProgressLine;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.run.Run;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a run to its end with one line of progress: by the server's events, and by asking where those break off.
 *
 * <p>The run does not need it: an interrupted or lost follower leaves the run going, and says how to find it again.
 */
public final class RunFollower {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(90);

    private final AssayClient client;
    private final Terminal terminal;
    private final BudgetWarnings warnings = new BudgetWarnings();

    public RunFollower(AssayClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Returns the run when it has ended; {@link Failure} where the server stays away. */
    public Run follow(Run started) {
        Thread farewell = Thread.ofPlatform().unstarted(() -> sayHowToGoOn(started.runId()));
        Runtime.getRuntime().addShutdownHook(farewell);
        try (ProgressLine line = new ProgressLine(terminal)) {
            return untilEnded(started, new RunLine(line));
        } finally {
            removeHook(farewell);
        }
    }

    private void sayHowToGoOn(String runId) {
        terminal.note("");
        terminal.note("The run goes on. Watch it:   ./assay runs show " + runId + " --watch");
        terminal.note("                 Cancel it:  ./assay runs cancel " + runId);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook says its piece.
        }
    }

    private Run untilEnded(Run started, RunLine line) {
        Run run = started;
        line.show(run);
        while (!run.state().ended()) {
            listen(run.runId(), line);
            run = ask(run.runId(), line);
            show(run, line);
            if (!run.state().ended()) {
                pause();
            }
        }
        return run;
    }

    /** Shows progress until the stream ends, breaks, or is silent for too long. */
    private void listen(String runId, RunLine line) {
        try (RunEvents events = client.events(runId)) {
            while (true) {
                Optional<RunEvents.Signal> signal = events.next(SILENCE);
                if (signal.isEmpty()) {
                    return;
                }
                switch (signal.get()) {
                    case RunEvents.Signal.Progress(Run run) -> show(run, line);
                    case RunEvents.Signal.Closed() -> {
                        return;
                    }
                }
            }
        } catch (ServerAway | Failure e) {
            // The question that follows finds out whether it is back.
        }
    }

    private void show(Run run, RunLine line) {
        warnings.of(run).forEach(line::note);
        line.show(run);
    }

    private Run ask(String runId, RunLine line) {
        long deadline = System.nanoTime() + LONGEST_ABSENCE.toNanos();
        while (true) {
            try {
                return client.run(runId);
            } catch (ServerAway | Failure e) {
                boolean hopeless = e instanceof Failure failure && failure.kind() == Failure.Kind.USAGE;
                if (hopeless || System.nanoTime() > deadline) {
                    throw new Failure(
                            Failure.Kind.INFRASTRUCTURE,
                            "lost sight of run " + runId + " (" + e.getMessage()
                                    + "); look again with ./assay runs show " + runId);
                }
                line.lost();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        }
    }
}

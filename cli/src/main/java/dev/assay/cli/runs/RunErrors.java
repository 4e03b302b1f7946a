package dev.assay.cli.runs;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.AssayClient.TrialFilter;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why trials of a run were not judged, and what that means for the exit code. */
public final class RunErrors {

    /** Enough to find the cause that most of them share. */
    private static final int LOOKED_AT = 50;

    private final AssayClient client;
    private final Terminal terminal;

    public RunErrors(AssayClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** The exit code of an ended run: 0 where every trial was judged, else 1. */
    public static int exitCode(Run run) {
        boolean judged = run.state() == RunState.FINISHED && count(run) == 0;
        return judged ? 0 : Failure.Kind.FAILED.exitCode();
    }

    /** Prints the most frequent cause of the errors of a run, and why it stopped early. */
    public void print(Run run) {
        long errors = count(run);
        if (errors > 0) {
            terminal.note(terminal.paint(Terminal.Colour.RED, "error:") + " " + Figures.count(errors) + " of "
                    + Figures.count(run.progress().total())
                    + " trials were not judged: this says nothing about the model.");
            mostFrequent(run).ifPresent(this::print);
        }
        if (run.state() == RunState.BUDGET_EXHAUSTED) {
            terminal.note("The budget is used up; finished work is kept. Go on with a larger one:");
            terminal.note("  curl -X POST -H 'Content-Type: application/json' -d '{\"limit_usd\":1}' \\");
            terminal.note("    " + client.url("/runs/" + run.runId() + "/resume"));
        }
    }

    private void print(Cause cause) {
        terminal.note("  most frequent (" + cause.count() + " of " + cause.lookedAt() + " looked at): "
                + Terminal.safeLine(cause.error().cause(), 40) + " in "
                + Terminal.safeLine(cause.error().stage(), 40));
        terminal.note("  " + Terminal.safe(cause.error().message()));
        if (cause.error().cause().equals("authentication")) {
            terminal.note("  The key is read when the platform starts: set it, then ./assay down && ./assay up");
        }
    }

    private record Cause(StageError error, long count, int lookedAt) {}

    private record Kind(String stage, String cause) {}

    private Optional<Cause> mostFrequent(Run run) {
        TrialFilter broken = new TrialFilter(Optional.empty(), Optional.of(Verdict.INFRASTRUCTURE_ERROR.code()));
        List<StageError> errors = client.trials(run.runId(), broken, LOOKED_AT).stream()
                .map(this::error)
                .flatMap(Optional::stream)
                .toList();
        Map<Kind, Long> counts = errors.stream().collect(Collectors.groupingBy(RunErrors::kind, Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(most -> {
            StageError example = errors.stream()
                    .filter(error -> kind(error).equals(most.getKey()))
                    .findFirst()
                    .orElseThrow();
            return new Cause(example, most.getValue(), errors.size());
        });
    }

    private Optional<StageError> error(Trial trial) {
        return trial.lastAttemptId().flatMap(id -> {
            try {
                return client.attempt(id.toString()).error();
            } catch (Failure e) {
                return Optional.empty();
            }
        });
    }

    private static Kind kind(StageError error) {
        return new Kind(error.stage(), error.cause());
    }

    private static long count(Run run) {
        return run.progress().verdicts().getOrDefault(Verdict.INFRASTRUCTURE_ERROR, 0L);
    }
}

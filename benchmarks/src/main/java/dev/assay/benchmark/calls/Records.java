package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.AssayClient.TrialFilter;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What Assay says of a run. */
final class Records {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final AssayClient client;

    Records(AssayClient client) {
        this.client = client;
    }

    /** The run when it has ended; {@code meanwhile} is told how it goes. */
    Run awaitEnd(String runId, Consumer<Run> meanwhile) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Run run = client.run(runId);
        while (!run.state().ended()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("run " + runId + " does not end: " + run.progress());
            }
            meanwhile.accept(run);
            Pause.of(LOOK);
            run = client.run(runId);
        }
        return run;
    }

    /** The run with its account, once nothing is held for calls any more. */
    Run settled(String runId) {
        Run run = client.run(runId);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (run.budget().filter(budget -> budget.reservedUsd().signum() == 0).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("money stays held for calls of run " + runId);
            }
            Pause.of(LOOK);
            run = client.run(runId);
        }
        return run;
    }

    List<Trial> trials(String runId) {
        return client.trials(runId, TrialFilter.ALL, Integer.MAX_VALUE);
    }

    /** The provider's numbers of the calls whose answers are recorded. */
    Set<Integer> storedCalls(List<Trial> trials) {
        return trials.parallelStream()
                .flatMap(trial -> trial.lastAttemptId().stream())
                .flatMap(id -> client.attempt(id.toString()).generation().stream())
                .map(generation -> generation.answer())
                .flatMap(answer -> number(answer).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Integer> number(String answer) {
        String digits = answer.substring(answer.lastIndexOf(' ') + 1);
        return digits.matches("[0-9]+") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }
}

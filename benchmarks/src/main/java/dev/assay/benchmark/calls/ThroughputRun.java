package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.run.Run;
import dev.assay.local.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of a run without faults, by the clock, and the CPU time that each part of the platform took for them. The
 * executor stands still meanwhile: on the same cores it would take most of them for the verdicts.
 */
final class ThroughputRun {

    private static final String EXECUTOR = "executor-service";
    private static final Duration LOOK = Duration.ofMillis(50);

    private ThroughputRun() {}

    /**
     * What was measured.
     *
     * @param callSeconds from the first call to the last answer
     * @param meanInFlight calls at once, over that time
     * @param meanCallSeconds a call as the provider saw it
     */
    record Result(
            int calls,
            double callSeconds,
            double meanInFlight,
            double meanCallSeconds,
            double idealSeconds,
            PartUse use) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(
                    """
                    %d calls: %.2f s from the first call to the last answer, %.1f calls/s
                    in flight on average %.1f, a call took the provider %.3f s
                    """.formatted(calls, callSeconds, calls / callSeconds, meanInFlight, meanCallSeconds));
            if (idealSeconds > 0) {
                text.append("ideal %.2f s, ratio %.3f%n".formatted(idealSeconds, callSeconds / idealSeconds));
            }
            return text.append(use.text(calls)).toString();
        }
    }

    static Result run(Platform platform, int calls, int concurrency, Duration latency) {
        AssayClient client = new AssayClient(platform.url("experiment-service"));
        CallLoad load = new CallLoad(client);
        load.importProblems();
        try (Provider provider = new Provider(Faults.NONE, latency, latency, 1);
                Workers workers = new Workers(platform, provider, 0)) {
            workers.scaleTo(1);
            signal("STOP", platform.pid(EXECUTOR));
            Map<String, Double> before = PartUse.cpu(platform);
            Run run = load.start(List.of(provider.unaryUrl()), calls, concurrency, Optional.empty());
            while (answered(provider) < calls) {
                Pause.of(LOOK);
            }
            PartUse use = PartUse.since(before, platform);
            client.cancelRun(run.runId());
            signal("CONT", platform.pid(EXECUTOR));
            List<ProviderCall> journal = provider.journal();
            long first = journal.stream().mapToLong(ProviderCall::begunAt).min().orElseThrow();
            long last = journal.stream()
                    .mapToLong(call -> call.endedAt().get())
                    .max()
                    .orElseThrow();
            double inCalls = journal.stream()
                    .mapToLong(call -> call.endedAt().get() - call.begunAt())
                    .sum();
            return new Result(
                    journal.size(),
                    (last - first) / 1e9,
                    inCalls / (last - first),
                    inCalls / 1e9 / journal.size(),
                    calls * latency.toMillis() / 1e3 / concurrency,
                    use);
        }
    }

    private static long answered(Provider provider) {
        return provider.journal().stream()
                .filter(call -> call.endedAt().get() < Long.MAX_VALUE)
                .count();
    }

    private static void signal(String name, long process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

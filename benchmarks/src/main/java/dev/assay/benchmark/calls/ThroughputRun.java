package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.run.Run;
import dev.assay.local.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    private static final List<String> PARTS =
            List.of("llm-worker", "experiment-service", "scorer-service", "dataset-service", "kafka", "postgres");

    private ThroughputRun() {}

    /**
     * What was measured.
     *
     * @param callSeconds from the first call to the last answer
     * @param cpuSeconds by part
     * @param workerBytes the most memory that llm-worker had in use
     */
    record Result(
            int calls, double callSeconds, double idealSeconds, Map<String, Double> cpuSeconds, long workerBytes) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("""
                    %d calls: %.2f s from the first call to the last answer, %.1f calls/s
                    """.formatted(calls, callSeconds, calls / callSeconds));
            if (idealSeconds > 0) {
                text.append("ideal %.2f s, ratio %.3f%n".formatted(idealSeconds, callSeconds / idealSeconds));
            }
            text.append("llm-worker at most %.0f MiB resident%n".formatted(workerBytes / 1048576.0));
            cpuSeconds.forEach((part, seconds) -> text.append(
                    "CPU %-20s %7.2f s, %.2f ms a call%n".formatted(part, seconds, 1000 * seconds / calls)));
            return text.toString().stripTrailing();
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
            Map<String, Double> before = cpu(platform);
            Run run = load.start(List.of(provider.unaryUrl()), calls, concurrency, Optional.empty());
            while (answered(provider) < calls) {
                Pause.of(LOOK);
            }
            Map<String, Double> used = new LinkedHashMap<>();
            cpu(platform).forEach((part, seconds) -> used.put(part, seconds - before.get(part)));
            client.cancelRun(run.runId());
            signal("CONT", platform.pid(EXECUTOR));
            List<ProviderCall> journal = provider.journal();
            long first = journal.stream().mapToLong(ProviderCall::begunAt).min().orElseThrow();
            long last = journal.stream()
                    .mapToLong(call -> call.endedAt().get())
                    .max()
                    .orElseThrow();
            return new Result(
                    journal.size(),
                    (last - first) / 1e9,
                    calls * latency.toMillis() / 1e3 / concurrency,
                    used,
                    ProcessStat.mostResidentBytes(platform.pid("llm-worker")));
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

    private static Map<String, Double> cpu(Platform platform) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        PARTS.forEach(part -> seconds.put(part, ProcessStat.cpuSeconds(platform.pid(part))));
        return seconds;
    }
}

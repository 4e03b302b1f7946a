package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.run.Run;
import dev.assay.local.platform.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run without faults, by the clock, and the CPU time that each part of the platform took for it. */
final class ThroughputRun {

    private static final List<String> PARTS = List.of(
            "llm-worker",
            "experiment-service",
            "executor-service",
            "scorer-service",
            "dataset-service",
            "kafka",
            "postgres");

    private ThroughputRun() {}

    /**
     * What was measured.
     *
     * @param callSeconds from the first call to the last answer
     * @param runSeconds from the request to the end of the run, verdicts included
     * @param mostAtOnce calls in flight
     * @param cpuSeconds by part
     * @param workerBytes the most memory that llm-worker had in use
     */
    record Result(
            int calls,
            double callSeconds,
            double runSeconds,
            double idealSeconds,
            Map<String, Double> cpuSeconds,
            long workerBytes) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("""
                    %d calls: %.2f s from the first call to the last answer, %.1f calls/s; run %.2f s
                    """.formatted(calls, callSeconds, calls / callSeconds, runSeconds));
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
            Map<String, Double> before = cpu(platform);
            long begun = System.nanoTime();
            Run run = load.start(List.of(provider.unaryUrl()), calls, concurrency, Optional.empty());
            new Records(client).awaitEnd(run.runId(), progress -> {});
            double runSeconds = (System.nanoTime() - begun) / 1e9;
            Map<String, Double> used = new LinkedHashMap<>();
            cpu(platform).forEach((part, seconds) -> used.put(part, seconds - before.get(part)));
            List<ProviderCall> journal = provider.journal();
            long first = journal.stream().mapToLong(ProviderCall::begunAt).min().orElseThrow();
            long last = journal.stream()
                    .mapToLong(call -> call.endedAt().get())
                    .max()
                    .orElseThrow();
            return new Result(
                    journal.size(),
                    (last - first) / 1e9,
                    runSeconds,
                    calls * latency.toMillis() / 1e3 / concurrency,
                    used,
                    ProcessStat.mostResidentBytes(platform.pid("llm-worker")));
        }
    }

    private static Map<String, Double> cpu(Platform platform) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        PARTS.forEach(part -> seconds.put(part, ProcessStat.cpuSeconds(platform.pid(part))));
        return seconds;
    }
}

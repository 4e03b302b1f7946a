package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Run;
import dev.assay.local.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trials from end to end, against a model server without latency and with a scorer that runs nothing; and how soon a run
 * is made, paused, resumed and cancelled while it is at its fastest.
 */
final class PipelineRun {

    static final int CONCURRENCY = 64;

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final AssayClient client;
    private final QuestionLoad load;
    private final Provider provider;

    PipelineRun(AssayClient client, QuestionLoad load, Provider provider) {
        this.client = client;
        this.load = load;
        this.provider = provider;
    }

    /** @param seconds from the request that made the run to its end */
    record Throughput(String runId, int trials, long passed, double seconds, PartUse use) {

        @Override
        public String toString() {
            return "%d trials in %.2f s, %.0f trials/s; %d passed%n%s"
                    .formatted(trials, seconds, trials / seconds, passed, use.text(trials));
        }
    }

    Throughput throughput(Platform platform, int trials) {
        List<String> experiments = load.experiments(provider.unaryUrl(), trials, CONCURRENCY);
        Map<String, Double> before = PartUse.cpu(platform);
        long begun = System.nanoTime();
        String runId = load.start(experiments).runId();
        Run run = new Records(client).awaitEnd(runId, ignored -> {});
        double seconds = since(begun);
        return new Throughput(
                runId,
                trials,
                run.progress().verdicts().getOrDefault(Verdict.PASSED, 0L),
                seconds,
                PartUse.since(before, platform));
    }

    /**
     * Seconds from a request until it had its effect: the request answered, the last call begun, the first one begun again.
     */
    record Control(
            double create,
            double pause,
            double lastCallAfterPause,
            double firstCallAfterResume,
            double cancel,
            double lastCallAfterCancel) {

        @Override
        public String toString() {
            return """
                    create: answered after %.2f s
                    pause: answered after %.2f s, the last call began %.2f s after the request
                    resume: the first call began %.2f s after the request
                    cancel: answered after %.2f s, the last call began %.2f s after the request""".formatted(create, pause, lastCallAfterPause, firstCallAfterResume, cancel, lastCallAfterCancel);
        }
    }

    Control control(int trials) {
        List<String> experiments = load.experiments(provider.unaryUrl(), trials, CONCURRENCY);
        long asked = System.nanoTime();
        String runId = load.start(experiments).runId();
        double create = since(asked);
        Pause.of(UNDER_WAY);
        long pausing = System.nanoTime();
        client.pauseRun(runId);
        double pause = since(pausing);
        double lastAfterPause = lastCallOnceQuiet(pausing);
        int calls = provider.calls();
        long resuming = System.nanoTime();
        client.resumeRun(runId, Optional.empty());
        await(() -> provider.calls() > calls);
        double firstAfterResume = since(resuming);
        Pause.of(UNDER_WAY);
        long cancelling = System.nanoTime();
        client.cancelRun(runId);
        double cancel = since(cancelling);
        return new Control(create, pause, lastAfterPause, firstAfterResume, cancel, lastCallOnceQuiet(cancelling));
    }

    private double lastCallOnceQuiet(long request) {
        int calls;
        do {
            calls = provider.calls();
            Pause.of(QUIET);
        } while (provider.calls() > calls);
        return Math.max(0, (provider.journal().getLast().begunAt() - request) / 1e9);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Pause.of(LOOK);
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}

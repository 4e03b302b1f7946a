package dev.assay.benchmark.calls;

import dev.assay.benchmark.calls.Faults.Reply;
import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.local.platform.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run at a provider that fails in every way and has a limit of requests per minute, while workers are scaled from one to
 * three and back, and killed.
 */
public final class FaultRun {

    private static final int CONCURRENCY = 64;
    private static final int WORKERS = 3;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long SEED = 7;

    private FaultRun() {}

    /**
     * What came of it.
     *
     * @param trials there were, and those that ended with a verdict
     * @param failed trials that ended with an infrastructure error
     * @param repeatsOfStored calls after the very same one's answer was stored
     * @param lostAnswers whole answers that are in no record
     * @param inFlightAtKills the most that may be lost
     * @param mostInAMinute calls at one address within sixty seconds
     * @param storedUsd what the stored answers cost by the provider's journal
     */
    public record Result(
            RunState state,
            int trials,
            long ended,
            long failed,
            int calls,
            Map<Reply, Long> replies,
            long repeatsOfStored,
            long lostAnswers,
            long inFlightAtKills,
            int kills,
            int requestsPerMinute,
            long mostInAMinute,
            BigDecimal storedUsd,
            BigDecimal worstUsd,
            Budget budget,
            double seconds) {

        @Override
        public String toString() {
            return """
                    run %s after %.1f s: %d of %d trials ended, %d of them with an infrastructure error
                    calls %d: %s
                    repeats of answers that were stored      %d
                    answers lost                             %d (calls in flight at %d kills: %d)
                    calls in a minute at one address         %d (limit %d)
                    spent by the account %s USD, by the journal %s USD
                    with presumed %s USD, by the journal at worst %s USD""".formatted(
                            state.code(),
                            seconds,
                            ended,
                            trials,
                            failed,
                            calls,
                            replies,
                            repeatsOfStored,
                            lostAnswers,
                            kills,
                            inFlightAtKills,
                            mostInAMinute,
                            requestsPerMinute,
                            budget.spentUsd().toPlainString(),
                            storedUsd.toPlainString(),
                            budget.spentUsd().add(budget.presumedUsd()).toPlainString(),
                            worstUsd.toPlainString());
        }
    }

    /** @param requestsPerMinute for each of two addresses */
    public static Result run(Platform platform, int trials, int requestsPerMinute, int... killAt) {
        AssayClient client = new AssayClient(platform.url("experiment-service"));
        CallLoad load = new CallLoad(client);
        load.importProblems();
        Records records = new Records(client);
        try (Provider provider = new Provider(Faults.HARD, SHORTEST, LONGEST, SEED);
                Workers workers = new Workers(platform, provider, requestsPerMinute)) {
            long begun = System.nanoTime();
            Run started = load.start(
                    List.of(provider.unaryUrl(), provider.streamUrl()), trials, CONCURRENCY, Optional.empty());
            Killings killings = new Killings(workers, provider, WORKERS, killAt);
            Run ended = records.awaitEnd(started.runId(), run -> {
                double share = (double) run.progress().ended() / trials;
                workers.scaleTo(share > 0.1 && share < 0.8 ? WORKERS : 1);
                if (share > 0.1 && share < 0.8) {
                    killings.look();
                }
            });
            double seconds = (System.nanoTime() - begun) / 1e9;
            Run settled = records.settled(ended.runId());
            List<Trial> all = records.trials(ended.runId());
            Ledger ledger = new Ledger(provider.journal(), records.storedCalls(all));
            return new Result(
                    ended.state(),
                    all.size(),
                    all.stream().filter(trial -> trial.verdict().isPresent()).count(),
                    ended.progress().verdicts().getOrDefault(Verdict.INFRASTRUCTURE_ERROR, 0L),
                    ledger.journal().size(),
                    ledger.replies(),
                    ledger.repeatsOfStored(),
                    ledger.lostAnswers(),
                    killings.inFlight(),
                    killings.count(),
                    requestsPerMinute,
                    ledger.mostInAMinute(),
                    ledger.storedUsd(CallLoad.PRICE),
                    ledger.worstUsd(CallLoad.PRICE),
                    settled.budget().orElseThrow(),
                    seconds);
        }
    }
}

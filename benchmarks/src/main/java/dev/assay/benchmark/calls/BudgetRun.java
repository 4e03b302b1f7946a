package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.local.platform.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run that wants more than its limit, over three workers that are killed, at a provider that loses answers. */
public final class BudgetRun {

    private static final int CONCURRENCY = 64;
    private static final int WORKERS = 3;
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final long SEED = 5;

    private BudgetRun() {}

    /**
     * What came of it.
     *
     * @param calls that the provider received, and those of them that were refused, lost or broken
     * @param worstUsd the most that the provider can bill, by its journal
     */
    public record Result(
            BigDecimal limitUsd,
            RunState state,
            int calls,
            long faults,
            long lostAnswers,
            int kills,
            BigDecimal worstUsd,
            BigDecimal storedUsd,
            Budget budget,
            RunState stateAfterResume,
            long endedAfterResume) {

        @Override
        public String toString() {
            return """
                    limit                                    %s USD
                    worst case by the provider's journal     %s USD
                    on the account: spent %s, presumed %s, held %s USD; warnings at %s %%
                    stored answers by the journal            %s USD
                    calls %d, of which broken or dropped %d; answers lost at %d kills of workers %d
                    run %s; with a larger limit %s, %d trials ended""".formatted(
                    limitUsd.toPlainString(),
                    worstUsd.toPlainString(),
                    budget.spentUsd().toPlainString(),
                    budget.presumedUsd().toPlainString(),
                    budget.reservedUsd().toPlainString(),
                    budget.warnings().stream().map(BudgetWarning::percent).toList(),
                    storedUsd.toPlainString(),
                    calls,
                    faults,
                    kills,
                    lostAnswers,
                    state.code(),
                    stateAfterResume.code(),
                    endedAfterResume);
        }
    }

    /** @param killAt calls received at which a worker is killed, one after another */
    public static Result run(Platform platform, BigDecimal limitUsd, int trials, int... killAt) {
        AssayClient client = new AssayClient(platform.url("experiment-service"));
        CallLoad load = new CallLoad(client);
        load.importProblems();
        Records records = new Records(client);
        try (Provider provider = new Provider(Faults.LOSING, SHORTEST, LONGEST, SEED);
                Workers workers = new Workers(platform, provider, 0)) {
            workers.scaleTo(WORKERS);
            Run started = load.start(
                    List.of(provider.unaryUrl(), provider.streamUrl()), trials, CONCURRENCY, Optional.of(limitUsd));
            Killings killings = new Killings(workers, provider, WORKERS, killAt);
            Run ended = records.awaitEnd(started.runId(), run -> killings.look());
            Run settled = records.settled(ended.runId());
            List<ProviderCall> journal = provider.journal();
            Ledger ledger = new Ledger(journal, records.storedCalls(records.trials(ended.runId())));
            Budget budget = settled.budget().orElseThrow();
            client.resumeRun(ended.runId(), Optional.of(limitUsd.multiply(BigDecimal.valueOf(100))));
            Run resumed = records.awaitEnd(ended.runId(), run -> {});
            return new Result(
                    limitUsd,
                    ended.state(),
                    journal.size(),
                    journal.stream()
                            .filter(call -> call.reply() != Faults.Reply.ANSWER)
                            .count(),
                    ledger.lostAnswers(),
                    killings.count(),
                    ledger.worstUsd(CallLoad.PRICE),
                    ledger.storedUsd(CallLoad.PRICE),
                    budget,
                    resumed.state(),
                    resumed.progress().ended());
        }
    }
}

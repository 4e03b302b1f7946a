package dev.assay.experiment.progress;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.account.Account;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Query;
import dev.assay.experiment.run.RunRow;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What runs may spend and have spent: llm-worker keeps their accounts, asked at most four times a second. */
@ApplicationScoped
class Budgets {

    private static final Logger LOG = Logger.getLogger(Budgets.class);
    private static final Duration FRESH = Duration.ofMillis(250);
    private static final int MOST_CACHED = 5_000;

    /** Keeps the address of a question short. */
    private static final int AT_ONCE = 100;

    private static final int USED_UP = 100;

    private final InternalClient client;
    private final Duration patience;
    private final Cache<String, Optional<Account>> known = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_CACHED)
            .build();

    Budgets(InternalClient client, ExperimentConfig config) {
        this.client = client;
        this.patience = config.services().viewTimeout();
    }

    /** By run; a run without an account, or whose account cannot be read now, is left out. */
    Map<String, Budget> of(Collection<RunRow> runs) {
        Map<String, Optional<Account>> accounts = new HashMap<>(
                known.getAllPresent(runs.stream().map(RunRow::runId).toList()));
        List<String> missing = runs.stream()
                .map(RunRow::runId)
                .filter(id -> !accounts.containsKey(id))
                .distinct()
                .toList();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            accounts.putAll(ask(missing.subList(from, Math.min(missing.size(), from + AT_ONCE))));
        }
        Map<String, Budget> budgets = new HashMap<>();
        runs.forEach(run ->
                accounts.get(run.runId()).ifPresent(account -> budgets.put(run.runId(), budget(account, run))));
        return budgets;
    }

    private Map<String, Optional<Account>> ask(List<String> ids) {
        Map<String, Account> found = new HashMap<>();
        try {
            Query query = new Query();
            ids.forEach(id -> query.with("account_id", Optional.of(id)));
            client.get(Peer.LLM, "/internal/accounts" + query, new TypeReference<List<Account>>() {}, patience)
                    .orElse(List.of())
                    .forEach(account -> found.put(account.accountId(), account));
        } catch (HttpProblem away) {
            LOG.debugf("accounts are not shown: %s", away.getDetail());
        }
        Map<String, Optional<Account>> asked =
                ids.stream().collect(Collectors.toMap(Function.identity(), id -> Optional.ofNullable(found.get(id))));
        known.putAll(asked);
        return asked;
    }

    /** The run's own limit, since the account may yet have to learn of it. */
    static Budget budget(Account account, RunRow run) {
        Optional<BigDecimal> limitUsd = run.limitUsd();
        BigDecimal used = account.spentUsd().add(account.presumedUsd());
        Optional<Double> share =
                limitUsd.map(limit -> used.divide(limit, MathContext.DECIMAL64).doubleValue());
        return new Budget(
                limitUsd,
                account.spentUsd(),
                account.presumedUsd(),
                account.reservedUsd(),
                share,
                share.map(part -> warnings(account, part, run)).orElse(List.of()));
    }

    /** Where the next call did not fit any more, the limit was reached when the run ended, whatever was left of it. */
    private static List<BudgetWarning> warnings(Account account, double share, RunRow run) {
        Map<Integer, Instant> reached = new TreeMap<>();
        account.warnings().stream()
                .filter(warning -> share * USED_UP >= warning.percent())
                .forEach(warning -> reached.put(warning.percent(), warning.reachedAt()));
        run.endedAt()
                .filter(_ -> run.state() == RunState.BUDGET_EXHAUSTED)
                .ifPresent(ended -> reached.putIfAbsent(USED_UP, ended));
        return reached.entrySet().stream()
                .map(warning -> new BudgetWarning(warning.getKey(), warning.getValue()))
                .toList();
    }
}

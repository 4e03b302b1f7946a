package dev.assay.experiment.progress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.progress.ProgressStore.Counts;
import dev.assay.experiment.run.RunRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs with their progress, which is counted anew when it is older than a quarter of a second (ended runs: 5 s). */
@ApplicationScoped
public class RunViews {

    private static final Duration FRESH = Duration.ofMillis(250);
    /** An ended run changes only where a verdict comes late. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final int MOST_CACHED = 5_000;
    private static final double MILLIS_PER_SECOND = 1000;

    private final ProgressStore store;
    private final RunHolds holds;
    private final Budgets budgets;
    private final Cache<Key, Counts> counted = Caffeine.newBuilder()
            .expireAfter(
                    Expiry.<Key, Counts>creating((key, counts) -> key.state().ended() ? SETTLED : FRESH))
            .maximumSize(MOST_CACHED)
            .build();

    RunViews(ProgressStore store, RunHolds holds, Budgets budgets) {
        this.store = store;
        this.holds = holds;
        this.budgets = budgets;
    }

    public Run view(RunRow row) {
        return view(List.of(row)).getFirst();
    }

    /** The progress of a run, counted now. */
    public RunProgress progressNow(RunRow row) {
        return Summary.of(store.count(List.of(row.runId())).getOrDefault(row.runId(), Counts.NONE), elapsed(row));
    }

    public List<Run> view(List<RunRow> rows) {
        Map<Key, Counts> counts = counts(rows.stream().map(Key::of).toList());
        Map<String, Budget> money = budgets.of(rows);
        return rows.stream()
                .map(row -> run(row, counts.get(Key.of(row)), Optional.ofNullable(money.get(row.runId()))))
                .toList();
    }

    /** With the state, so that what was counted before the end is not shown after it. */
    private record Key(String runId, RunState state) {

        static Key of(RunRow row) {
            return new Key(row.runId(), row.state());
        }
    }

    private Map<Key, Counts> counts(List<Key> keys) {
        Map<Key, Counts> known = new HashMap<>(counted.getAllPresent(keys));
        List<Key> missing = new ArrayList<>(keys);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            Map<String, Counts> now =
                    store.count(missing.stream().map(Key::runId).toList());
            for (Key key : missing) {
                Counts counts = now.getOrDefault(key.runId(), Counts.NONE);
                counted.put(key, counts);
                known.put(key, counts);
            }
        }
        return known;
    }

    private Run run(RunRow row, Counts counts, Optional<Budget> budget) {
        return new Run(
                row.runId(),
                row.name(),
                row.experimentIds(),
                row.state(),
                row.limitUsd(),
                row.reuseAnswers(),
                row.createdAt(),
                row.endedAt(),
                row.stateReason(),
                Summary.of(counts, elapsed(row)),
                Optional.of(row.state())
                        .filter(state -> state == RunState.RUNNING)
                        .map(running -> holds.of(row.runId()))
                        .filter(found -> !found.isEmpty()),
                budget,
                row.mode());
    }

    private static double elapsed(RunRow row) {
        Instant end = row.endedAt().orElseGet(Instant::now);
        return Math.max(0, Duration.between(row.createdAt(), end).toMillis()) / MILLIS_PER_SECOND;
    }
}

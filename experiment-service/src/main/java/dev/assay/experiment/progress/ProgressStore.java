package dev.assay.experiment.progress;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.progress.PassRates.Samples;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the trials of runs, by where they stand. */
@ApplicationScoped
class ProgressStore {

    private final Jdbi jdbi;

    ProgressStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The trials of a run that stand alike.
     *
     * @param unpriced those with usage and without a cost
     * @param moreSamples those that are not the first sample of their problem
     */
    record Group(
            TrialState state,
            Optional<Verdict> verdict,
            long trials,
            long unpriced,
            long cached,
            long moreSamples,
            Usage usage,
            Optional<BigDecimal> costUsd,
            Optional<BigDecimal> spentUsd) {}

    /**
     * All that is counted of a run.
     *
     * @param samples by problem and experiment, where nothing is repaired; empty where each problem has one sample
     */
    record Counts(List<Group> groups, List<Samples> samples, Repairs repairs) {

        static final Counts NONE = new Counts(List.of(), List.of(), Repairs.NONE);
    }

    /**
     * Which of a run's experiments repair.
     *
     * @param maxIterations the most attempts of a trial
     */
    record Repairs(boolean some, boolean all, int maxIterations) {

        static final Repairs NONE = new Repairs(false, false, 1);
    }

    private record Of<T>(String runId, T part) {}

    /** The counts of each run; a run without trials is left out. */
    Map<String, Counts> count(Collection<String> runIds) {
        Map<String, List<Group>> groups = groups(runIds);
        List<String> severalSamples = groups.entrySet().stream()
                .filter(run -> run.getValue().stream().anyMatch(group -> group.moreSamples() > 0))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Repairs> repairs = repairs(groups.keySet());
        Map<String, List<Samples>> samples = severalSamples.isEmpty() ? Map.of() : samples(severalSamples);
        return groups.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        run -> new Counts(
                                run.getValue(),
                                samples.getOrDefault(run.getKey(), List.of()),
                                repairs.getOrDefault(run.getKey(), Repairs.NONE))));
    }

    private Map<String, List<Group>> groups(Collection<String> runIds) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select run_id, state, verdict, count(*) as trials,
                               count(*) filter (where cost_usd is null
                                   and input_tokens + output_tokens + reasoning_tokens
                                       + cache_read_tokens + cache_write_tokens > 0) as unpriced,
                               count(cached_from) as cached,
                               count(*) filter (where sample_number > 1) as more_samples,
                               sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens,
                               sum(reasoning_tokens)::bigint as reasoning_tokens,
                               sum(cache_read_tokens)::bigint as cache_read_tokens,
                               sum(cache_write_tokens)::bigint as cache_write_tokens,
                               sum(cost_usd) as cost_usd, sum(spent_usd) as spent_usd
                        from trial where run_id = any(:runs) group by run_id, state, verdict""").bindArray("runs", String.class, runIds).map(ProgressStore::group).stream()
                        .collect(byRun()));
    }

    private Map<String, Repairs> repairs(Collection<String> runIds) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        select run_id, bool_or(repairs) as some, bool_and(repairs) as all_of_them,
                               max(case when repairs then max_iterations else 1 end) as max_iterations
                        from (select run_id, experiment #>> '{strategy,type}' = :iterative as repairs,
                                     cast(experiment #>> '{strategy,max_iterations}' as int) as max_iterations
                              from run_experiment where run_id = any(:runs)) as e
                        group by run_id""")
                .bind("iterative", Strategy.ITERATIVE)
                .bindArray("runs", String.class, runIds)
                .map((row, context) -> new Of<>(
                        row.getString("run_id"),
                        new Repairs(
                                row.getBoolean("some"), row.getBoolean("all_of_them"), row.getInt("max_iterations"))))
                .stream()
                .collect(Collectors.toMap(Of::runId, Of::part)));
    }

    private Map<String, List<Samples>> samples(Collection<String> runIds) {
        List<String> notTheModels = Arrays.stream(Verdict.values())
                .filter(verdict -> !verdict.countsForModel())
                .map(Verdict::code)
                .toList();
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        select run_id, count(*) as planned,
                               count(*) filter (where state = 'finished' and verdict <> all(:not_the_models)) as judged,
                               count(*) filter (where state = 'finished' and verdict = 'passed') as passed
                        from trial join run_experiment using (run_id, position)
                        where run_id = any(:runs) and experiment #>> '{strategy,type}' = :zero_shot
                        group by run_id, position, problem_ordinal""")
                .bind("zero_shot", Strategy.ZERO_SHOT)
                .bindArray("runs", String.class, runIds)
                .bindArray("not_the_models", String.class, notTheModels)
                .map((row, context) -> new Of<>(
                        row.getString("run_id"),
                        new Samples(row.getInt("planned"), row.getInt("judged"), row.getInt("passed"))))
                .stream()
                .collect(byRun()));
    }

    private static <T> Collector<Of<T>, ?, Map<String, List<T>>> byRun() {
        return Collectors.groupingBy(Of::runId, Collectors.mapping(Of::part, Collectors.toList()));
    }

    private static Of<Group> group(ResultSet row, StatementContext context) throws SQLException {
        Group group = new Group(
                TrialState.of(row.getString("state")),
                Optional.ofNullable(row.getString("verdict")).map(Verdict::of),
                row.getLong("trials"),
                row.getLong("unpriced"),
                row.getLong("cached"),
                row.getLong("more_samples"),
                new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("reasoning_tokens"),
                        row.getLong("cache_read_tokens"),
                        row.getLong("cache_write_tokens")),
                Optional.ofNullable(row.getBigDecimal("cost_usd")),
                Optional.ofNullable(row.getBigDecimal("spent_usd")));
        return new Of<>(row.getString("run_id"), group);
    }
}

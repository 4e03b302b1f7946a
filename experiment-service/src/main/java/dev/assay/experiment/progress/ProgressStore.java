package dev.assay.experiment.progress;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.TrialState;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private record Of(String runId, Group group) {}

    /** The groups of each run; a run without trials is left out. */
    Map<String, List<Group>> count(Collection<String> runIds) {
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
                        .collect(Collectors.groupingBy(Of::runId, Collectors.mapping(Of::group, Collectors.toList()))));
    }

    private static Of group(ResultSet row, StatementContext context) throws SQLException {
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
        return new Of(row.getString("run_id"), group);
    }
}

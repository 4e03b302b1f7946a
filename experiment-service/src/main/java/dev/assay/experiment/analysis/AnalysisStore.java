package dev.assay.experiment.analysis;

import dev.assay.contracts.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Counts trials over runs. */
@ApplicationScoped
class AnalysisStore {

    private static final List<String> NOT_THE_MODELS = Arrays.stream(Verdict.values())
            .filter(verdict -> !verdict.countsForModel())
            .map(Verdict::code)
            .toList();

    /** The experiments of runs that are looked at. */
    private static final String CHOSEN = """
            with chosen as (
                select e.run_id, e.position, e.experiment_id, e.experiment #>> '{model,name}' as model,
                       e.experiment #>> '{dataset,dataset_id}' as dataset_id, r.created_at
                from run_experiment e join run r using (run_id)
                where (cast(:dataset as text) is null or e.experiment #>> '{dataset,dataset_id}' = :dataset)
                  and (cast(:model as text) is null or e.experiment #>> '{model,name}' = :model)
                  and (cast(:from as date) is null or r.created_at >= cast(:from as date) at time zone 'UTC')
                  and (cast(:to as date) is null or r.created_at < (cast(:to as date) + 1) at time zone 'UTC')),
            seen as (
                select c.*, t.problem_key, t.sample_number, t.cost_usd, t.verdict = 'passed' as passed,
                       t.state = 'finished' and t.verdict <> all(:not_the_models) as judged,
                       coalesce(t.cached_from, t.last_attempt_id) as answer,
                       t.cost_usd is null and t.input_tokens + t.output_tokens + t.reasoning_tokens
                           + t.cache_read_tokens + t.cache_write_tokens > 0 as unpriced
                from chosen c join trial t using (run_id, position))
            """;

    private final Jdbi jdbi;

    AnalysisStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What is looked at; days are those on which a run began, in UTC, both included. */
    record Filter(
            Optional<String> datasetId, Optional<String> model, Optional<LocalDate> from, Optional<LocalDate> to) {}

    /** A problem under a model: its judged answers, each once. */
    record ProblemRow(
            String problemId, String model, long samples, long passed, Optional<BigDecimal> costUsd, long unpriced) {}

    /** An experiment in a run. */
    record ExperimentRow(
            String model,
            String datasetId,
            String runId,
            String experimentId,
            Instant startedAt,
            long trials,
            long judged,
            long passed,
            boolean severalSamples,
            Optional<BigDecimal> costUsd,
            long unpriced) {}

    List<ProblemRow> problems(Filter filter) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(CHOSEN + """
                        select p.problem_id, s.model, count(distinct s.answer) as samples,
                               count(distinct s.answer) filter (where s.passed) as passed,
                               sum(s.cost_usd) as cost_usd, count(*) filter (where s.unpriced) as unpriced
                        from seen s join problem p using (problem_key)
                        where s.judged
                        group by p.problem_id, s.model order by p.problem_id, s.model"""), filter)
                .map((row, context) -> new ProblemRow(
                        row.getString("problem_id"),
                        row.getString("model"),
                        row.getLong("samples"),
                        row.getLong("passed"),
                        Optional.ofNullable(row.getBigDecimal("cost_usd")),
                        row.getLong("unpriced")))
                .list());
    }

    /** By model, the oldest first. */
    List<ExperimentRow> experiments(Filter filter) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(CHOSEN + """
                        select model, dataset_id, run_id, experiment_id, created_at, count(*) as trials,
                               count(*) filter (where judged) as judged,
                               count(*) filter (where judged and passed) as passed,
                               max(sample_number) > 1 as several_samples, sum(cost_usd) as cost_usd,
                               count(*) filter (where unpriced) as unpriced
                        from seen
                        group by model, dataset_id, run_id, experiment_id, created_at
                        order by model, created_at, run_id, experiment_id"""), filter)
                .map((row, context) -> new ExperimentRow(
                        row.getString("model"),
                        row.getString("dataset_id"),
                        row.getString("run_id"),
                        row.getString("experiment_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getLong("trials"),
                        row.getLong("judged"),
                        row.getLong("passed"),
                        row.getBoolean("several_samples"),
                        Optional.ofNullable(row.getBigDecimal("cost_usd")),
                        row.getLong("unpriced")))
                .list());
    }

    private static Query bound(Query query, Filter filter) {
        return query.bind("dataset", filter.datasetId())
                .bind("model", filter.model())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bindArray("not_the_models", String.class, NOT_THE_MODELS);
    }

    /** What a problem cost and came to in an experiment of a run: means over its judged samples. */
    record ProblemCost(String problemId, Optional<BigDecimal> meanCostUsd, double passed) {}

    List<ProblemCost> costs(String runId, String experimentId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.problem_id, avg(case when t.verdict = 'passed' then 1.0 else 0.0 end) as passed,
                               case when count(*) = count(t.cost_usd) then avg(t.cost_usd) end as cost_usd
                        from trial t join problem p using (problem_key)
                        join run_experiment e using (run_id, position)
                        where t.run_id = :run and e.experiment_id = :experiment
                          and t.state = 'finished' and t.verdict <> all(:not_the_models)
                        group by p.problem_id""")
                .bind("run", runId)
                .bind("experiment", experimentId)
                .bindArray("not_the_models", String.class, NOT_THE_MODELS)
                .map((row, context) -> new ProblemCost(
                        row.getString("problem_id"),
                        Optional.ofNullable(row.getBigDecimal("cost_usd")),
                        row.getDouble("passed")))
                .list());
    }
}

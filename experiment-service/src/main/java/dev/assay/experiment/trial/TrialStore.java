package dev.assay.experiment.trial;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.paging.Cursor;
import dev.assay.experiment.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The trials of runs, as they are read. */
@ApplicationScoped
class TrialStore {

    private final Jdbi jdbi;

    TrialStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A trial and its place in the run. */
    record Placed(Trial trial, int position, int problemOrdinal) {

        Cursor cursor() {
            return Cursor.of(position, problemOrdinal, trial.sampleNumber());
        }
    }

    Optional<Trial> find(UUID trialId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select t.*, coalesce(t.reason, t.stop_reason) as reason_or_stop, p.problem_id, e.experiment_id
                        from trial t join problem p using (problem_key) join run_experiment e using (run_id, position)
                        where t.trial_id = :id""")
                .bind("id", trialId)
                .map(TrialStore::placed)
                .findOne()
                .map(Placed::trial));
    }

    List<Placed> list(String runId, Optional<TrialState> state, Optional<Verdict> verdict, PageRequest page) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select t.*, coalesce(t.reason, t.stop_reason) as reason_or_stop, p.problem_id, e.experiment_id
                        from trial t join problem p using (problem_key) join run_experiment e using (run_id, position)
                        where t.run_id = :run
                          and (t.position, t.problem_ordinal, t.sample_number) > (:position, :ordinal, :sample)
                          and (cast(:state as text) is null or t.state = :state)
                          and (cast(:verdict as text) is null or t.verdict = :verdict)
                        order by t.position, t.problem_ordinal, t.sample_number
                        limit :limit""")
                .bind("run", runId)
                .bind("position", page.number(0, -1))
                .bind("ordinal", page.number(1, -1))
                .bind("sample", page.number(2, -1))
                .bind("state", state.map(TrialState::code))
                .bind("verdict", verdict.map(Verdict::code))
                .bind("limit", page.readLimit())
                .map(TrialStore::placed)
                .list());
    }

    private static Placed placed(ResultSet row, StatementContext context) throws SQLException {
        List<Double> passRates = List.of(AssayJson.read(row.getString("pass_rates"), Double[].class));
        Trial trial = new Trial(
                row.getObject("trial_id", UUID.class),
                row.getString("run_id"),
                row.getString("experiment_id"),
                row.getString("problem_id"),
                row.getInt("sample_number"),
                TrialState.of(row.getString("state")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("verdict")).map(Verdict::of),
                Optional.ofNullable(row.getString("reason_or_stop")),
                Optional.ofNullable(row.getString("score")).map(json -> AssayJson.read(json, Score.class)),
                usage(row),
                new Cost(
                        Optional.ofNullable(row.getBigDecimal("cost_usd")),
                        Optional.ofNullable(row.getBigDecimal("spent_usd"))),
                Optional.ofNullable(row.getObject("cached_from", UUID.class)),
                Optional.ofNullable(row.getObject("last_attempt_id", UUID.class)),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                passRates,
                Plateau.of(passRates));
        return new Placed(trial, row.getInt("position"), row.getInt("problem_ordinal"));
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_write_tokens"));
    }
}

package dev.assay.scorer.record;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** An attempt as a row of table {@code attempt}, both ways. */
public final class AttemptRow implements RowMapper<Attempt> {

    private static final String COLUMNS = """
            dispatch_number, feedback_policy, role, generation, generation_dispatch, execution, execution_dispatch,
            finished, finish_number, verdict, finished_at, summary""";

    private static final String ARRAYS = """
            :dispatch_numbers::int[], :feedback_policies::text[], :roles::text[], :generations::bytea[], :generation_dispatches::int[],
            :executions::bytea[], :execution_dispatches::int[], :finished::bytea[], :finish_numbers::int[],
            :verdicts::text[], :finished_ats::timestamptz[], :summaries::bytea[]""";

    @Override
    public Attempt map(ResultSet row, StatementContext context) throws SQLException {
        AttemptRef ref = new AttemptRef(
                row.getObject("attempt_id", UUID.class),
                row.getObject("trial_id", UUID.class),
                row.getString("run_id"),
                row.getString("experiment_id"),
                row.getInt("attempt_number"),
                row.getInt("dispatch_number"));
        return new Attempt(
                ref,
                AssayJson.read(row.getBytes("problem"), ProblemRef.class),
                Optional.ofNullable(row.getString("feedback_policy")).map(FeedbackPolicy::of),
                Optional.ofNullable(row.getString("role")).map(CallRole::of),
                generation(row),
                execution(row),
                finish(row));
    }

    /** Inserts attempts, in that order; returns the ids of those that had no row yet. */
    static Set<UUID> insert(Handle handle, List<Attempt> attempts) {
        List<Attempt> starts = attempts.stream()
                .map(attempt -> Attempt.unknown(attempt.ref(), attempt.problem()))
                .toList();
        return bind(handle.createQuery("""
                                insert into attempt (
                                    attempt_id, trial_id, run_id, experiment_id, attempt_number, problem,
                                """ + COLUMNS + """
                                )
                                select * from unnest(
                                    :attempt_ids::uuid[], :trial_ids::uuid[], :run_ids::text[],
                                    :experiment_ids::text[], :attempt_numbers::int[], :problems::bytea[],
                                """ + ARRAYS + """
                                )
                                on conflict do nothing
                                returning attempt_id
                                """), starts, attempts)
                .bindArray(
                        "trial_ids",
                        UUID.class,
                        column(attempts, attempt -> attempt.ref().trialId()))
                .bindArray(
                        "run_ids",
                        String.class,
                        column(attempts, attempt -> attempt.ref().runId()))
                .bindArray(
                        "experiment_ids",
                        String.class,
                        column(attempts, attempt -> attempt.ref().experimentId()))
                .bindArray(
                        "attempt_numbers",
                        Integer.class,
                        column(attempts, attempt -> attempt.ref().attemptNumber()))
                .bindArray(
                        "problems", byte[].class, column(attempts, attempt -> AssayJson.writeBytes(attempt.problem())))
                .mapTo(UUID.class)
                .set();
    }

    /** Writes locked attempts that changed; documents that did not are not written again, for they may be large. */
    static void update(Handle handle, List<Attempt> before, List<Attempt> after) {
        List<Integer> changed = IntStream.range(0, after.size())
                .filter(i -> !after.get(i).equals(before.get(i)))
                .boxed()
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        bind(
                        handle.createUpdate("""
                                update attempt a set
                                    dispatch_number = c.dispatch_number,
                                    feedback_policy = c.feedback_policy,
                                    role = c.role,
                                    generation = coalesce(c.generation, a.generation),
                                    generation_dispatch = c.generation_dispatch,
                                    execution = coalesce(c.execution, a.execution),
                                    execution_dispatch = c.execution_dispatch,
                                    finished = c.finished,
                                    finish_number = c.finish_number,
                                    verdict = c.verdict,
                                    finished_at = c.finished_at,
                                    finished_published_at =
                                        case when a.finish_number = c.finish_number then a.finished_published_at end,
                                    summary = c.summary
                                from unnest(:attempt_ids::uuid[],
                                """ + ARRAYS + ") as c (attempt_id, " + COLUMNS + """
                                )
                                where a.attempt_id = c.attempt_id and a.attempt_id = any(:attempt_ids::uuid[])
                                """),
                        changed.stream().map(before::get).toList(),
                        changed.stream().map(after::get).toList())
                .execute();
    }

    /** Binds what changed; documents that did not are bound as null. */
    private static <S extends SqlStatement<S>> S bind(S statement, List<Attempt> before, List<Attempt> after) {
        return statement
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        column(after, attempt -> attempt.ref().attemptId()))
                .bindArray(
                        "dispatch_numbers",
                        Integer.class,
                        column(after, attempt -> attempt.ref().dispatchNumber()))
                .bindArray(
                        "feedback_policies",
                        String.class,
                        column(
                                after,
                                attempt -> attempt.feedbackPolicy()
                                        .map(FeedbackPolicy::code)
                                        .orElse(null)))
                .bindArray(
                        "roles",
                        String.class,
                        column(
                                after,
                                attempt -> attempt.role().map(CallRole::code).orElse(null)))
                .bindArray("generations", byte[].class, changed(before, after, Attempt::generation))
                .bindArray(
                        "generation_dispatches",
                        Integer.class,
                        column(after, attempt -> dispatch(attempt.generation())))
                .bindArray("executions", byte[].class, changed(before, after, Attempt::execution))
                .bindArray(
                        "execution_dispatches", Integer.class, column(after, attempt -> dispatch(attempt.execution())))
                .bindArray("finished", byte[].class, finish(after, end -> AssayJson.writeBytes(end.event())))
                .bindArray("finish_numbers", Integer.class, finish(after, Finish::number))
                .bindArray(
                        "verdicts",
                        String.class,
                        finish(after, end -> end.event().verdict().code()))
                .bindArray(
                        "finished_ats",
                        String.class,
                        finish(after, end -> end.at().toString()))
                .bindArray(
                        "summaries",
                        byte[].class,
                        column(after, attempt -> AssayJson.writeBytes(Records.summary(attempt))));
    }

    private static <T> List<T> column(List<Attempt> attempts, Function<Attempt, T> value) {
        return attempts.stream().map(value).toList();
    }

    private static <T> List<T> finish(List<Attempt> attempts, Function<Finish, T> value) {
        return column(attempts, attempt -> attempt.finish().map(value).orElse(null));
    }

    private static <T> List<byte[]> changed(
            List<Attempt> before, List<Attempt> after, Function<Attempt, Optional<Received<T>>> part) {
        return IntStream.range(0, after.size())
                .mapToObj(i -> changed(part.apply(before.get(i)), part.apply(after.get(i))))
                .toList();
    }

    private static <T> byte[] changed(Optional<Received<T>> before, Optional<Received<T>> after) {
        return after.equals(before)
                ? null
                : after.map(received -> AssayJson.writeBytes(received.outcome()))
                        .orElse(null);
    }

    private static <T> Integer dispatch(Optional<Received<T>> received) {
        return received.map(Received::dispatchNumber).orElse(null);
    }

    private static Optional<Received<GenerationOutcome>> generation(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("generation");
        return document == null
                ? Optional.empty()
                : Optional.of(Received.generation(
                        row.getInt("generation_dispatch"), AssayJson.read(document, GenerationOutcome.class)));
    }

    private static Optional<Received<ExecutionOutcome>> execution(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("execution");
        return document == null
                ? Optional.empty()
                : Optional.of(Received.execution(
                        row.getInt("execution_dispatch"), AssayJson.read(document, ExecutionOutcome.class)));
    }

    private static Optional<Finish> finish(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("finished");
        return document == null
                ? Optional.empty()
                : Optional.of(new Finish(
                        row.getInt("finish_number"),
                        AssayJson.read(document, AttemptFinished.class),
                        row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                        row.getObject("finished_published_at") != null));
    }
}

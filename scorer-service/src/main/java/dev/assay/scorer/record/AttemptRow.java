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
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** An attempt as a row of table {@code attempt}, both ways. */
public final class AttemptRow implements RowMapper<Attempt> {

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

    /** Binds what changed; documents that did not are bound as null, so that the large ones are not written again. */
    static void bind(PreparedBatch batch, Attempt before, Attempt after) {
        Optional<Finish> finish = after.finish();
        batch.bind("attempt_id", after.ref().attemptId())
                .bind("dispatch_number", after.ref().dispatchNumber())
                .bind("feedback_policy", after.feedbackPolicy().map(FeedbackPolicy::code))
                .bind("role", after.role().map(CallRole::code))
                .bind("generation", changed(before.generation(), after.generation()))
                .bind("generation_dispatch", dispatch(after.generation()))
                .bind("execution", changed(before.execution(), after.execution()))
                .bind("execution_dispatch", dispatch(after.execution()))
                .bind(
                        "finished",
                        finish.map(end -> AssayJson.writeBytes(end.event())).orElse(null))
                .bind("finish_number", finish.map(Finish::number).orElse(null))
                .bind("verdict", finish.map(end -> end.event().verdict().code()).orElse(null))
                .bind(
                        "finished_at",
                        finish.map(end -> end.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("summary", AssayJson.writeBytes(Records.summary(after)));
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

package dev.assay.experiment.answer;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The answers that people brought, each with the trial it is for; kept as JSON strings, in bytes, because the database's
 * text cannot hold all that an answer may hold (U+0000, half a surrogate pair).
 */
@ApplicationScoped
public class BroughtAnswers {

    private final Jdbi jdbi;

    BroughtAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An answer and how it is to be read. */
    public record BroughtAnswer(AnswerForm form, String answer) {}

    /** An answer on its way into the table. */
    public record NewAnswer(UUID trialId, BroughtAnswer answer) {}

    /** Stores answers within the caller's transaction. */
    public void insert(Handle handle, List<NewAnswer> answers) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into provided_answer (trial_id, form, answer) values (:trial, :form, :answer)");
        for (NewAnswer one : answers) {
            batch.bind("trial", one.trialId())
                    .bind("form", one.answer().form().code())
                    .bind("answer", AssayJson.writeBytes(one.answer().answer()))
                    .add();
        }
        batch.execute();
    }

    /** The answer that was brought for a trial. */
    public BroughtAnswer read(UUID trialId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select form, answer from provided_answer where trial_id = :id")
                .bind("id", trialId)
                .map((row, context) -> new BroughtAnswer(
                        AnswerForm.of(row.getString("form")), AssayJson.read(row.getBytes("answer"), String.class)))
                .one());
    }
}

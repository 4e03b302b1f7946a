package dev.assay.scorer.read;

import dev.assay.contracts.Page;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.scorer.record.AttemptStore;
import dev.assay.scorer.record.AttemptStore.Listed;
import dev.assay.scorer.record.Records;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The record of attempts, for experiment-service to hand on. */
@Path("/internal/attempts")
@Produces(MediaType.APPLICATION_JSON)
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class AttemptResource {

    private final AttemptStore store;
    private final AnswerStore answers;

    AttemptResource(AttemptStore store, AnswerStore answers) {
        this.store = store;
        this.answers = answers;
    }

    /** 404 until the first event of the attempt has come. */
    @GET
    @Path("/{attempt_id}")
    public AttemptRecord attempt(@RestPath("attempt_id") String attemptId) {
        return store.find(uuid("attempt_id", attemptId))
                .map(Records::full)
                .orElseThrow(() -> Problems.notFound("attempt " + attemptId));
    }

    /** Answers of attempts, many at a time: for exports. */
    @POST
    @Path("/answers")
    @ResponseStatus(200)
    public AttemptAnswer.Batch answers(AttemptAnswer.Question question) {
        return answers.of(question.attemptIds());
    }

    /** The attempts of a run or of a trial: exactly one of the two is named. */
    @GET
    public Page<AttemptSummary> attempts(
            @RestQuery("run_id") Optional<String> runId,
            @RestQuery("trial_id") Optional<String> trialId,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("100") String limit) {
        if (runId.isPresent() == trialId.isPresent()) {
            throw Problems.badField("run_id", "name either a run_id or a trial_id, not both");
        }
        long after = Cursor.read(cursor);
        int size = Cursor.limit(limit);
        List<Listed> found = runId.map(run -> store.listByRun(run, after, size + 1))
                .orElseGet(() -> store.listByTrial(uuid("trial_id", trialId.orElseThrow()), after, size + 1));
        return page(found, size);
    }

    /** One more than asked for was fetched: it tells whether there is a next page. */
    private static Page<AttemptSummary> page(List<Listed> found, int size) {
        List<Listed> shown = found.subList(0, Math.min(size, found.size()));
        Optional<String> next =
                found.size() > size ? Optional.of(Cursor.write(shown.getLast().ordinal())) : Optional.empty();
        return new Page<>(shown.stream().map(Listed::summary).toList(), next);
    }

    private static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problems.badField(field, "must be a UUID");
        }
    }
}

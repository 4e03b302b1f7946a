package dev.assay.experiment.provided;

import dev.assay.contracts.Ids;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.run.Run;
import dev.assay.experiment.answer.BroughtAnswers;
import dev.assay.experiment.answer.BroughtAnswers.BroughtAnswer;
import dev.assay.experiment.answer.BroughtAnswers.NewAnswer;
import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.run.Idempotency;
import dev.assay.experiment.run.IdempotencyKey;
import dev.assay.experiment.run.PlannedRun;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import dev.assay.experiment.run.RunCreation;
import dev.assay.experiment.run.RunFinder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;

/** Runs over brought answers: no model is asked, the answers are judged as a model's would be. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class ProvidedResource {

    /** Characters of answers that are inserted at a time. */
    private static final int BATCH_CHARACTERS = 4 * 1024 * 1024;

    private static final int BATCH_ROWS = 500;

    private final ProvidedPlan planning;
    private final RunCreation creation;
    private final BroughtAnswers answers;
    private final RunFinder runs;
    private final RunViews views;

    ProvidedResource(
            ProvidedPlan planning, RunCreation creation, BroughtAnswers answers, RunFinder runs, RunViews views) {
        this.planning = planning;
        this.creation = creation;
        this.answers = answers;
        this.runs = runs;
        this.views = views;
    }

    @POST
    @Path("/runs/provided")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createProvidedRun", summary = "Judges answers that exist already; no model is asked")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    public RestResponse<Run> create(
            @HeaderParam("Idempotency-Key") Optional<String> header,
            @RequestBody(content = @Content(schema = @Schema(ref = "ProvidedRequest"))) InputStream upload) {
        try (Spool spool = Spool.of(upload)) {
            Optional<IdempotencyKey> key = Idempotency.key(header, "/runs/provided", spool.hash());
            ProvidedDocument document = new ProvidedDocument(spool.file());
            RunCreation.Created created =
                    creation.create(key, () -> planning.plan(document), (handle, run) -> insert(handle, run, document));
            Run run = views.view(runs.find(created.runId()));
            return created.now()
                    ? RestResponse.ResponseBuilder.<Run>created(URI.create("/api/v1/runs/" + run.runId()))
                            .entity(run)
                            .build()
                    : RestResponse.ok(run);
        }
    }

    private void insert(Handle handle, PlannedRun run, ProvidedDocument document) {
        List<PlannedTrial> trials = run.experiments().getFirst().trials();
        String experimentId = run.experiments().getFirst().experiment().experimentId();
        Batch batch = new Batch(handle);
        document.read((index, answer) -> {
            PlannedTrial trial = trials.get(index);
            UUID trialId = Ids.trial(run.runId(), experimentId, trial.problem().problemId(), trial.sampleNumber());
            AnswerForm form = AnswerForm.of(answer.form().orElseThrow());
            batch.add(new NewAnswer(
                    trialId, new BroughtAnswer(form, answer.answer().orElseThrow())));
        });
        batch.flush();
    }

    /** Answers that are inserted together. */
    private final class Batch {

        private final Handle handle;
        private final List<NewAnswer> waiting = new ArrayList<>();
        private long characters;

        Batch(Handle handle) {
            this.handle = handle;
        }

        void add(NewAnswer answer) {
            waiting.add(answer);
            characters += answer.answer().answer().length();
            if (characters >= BATCH_CHARACTERS || waiting.size() >= BATCH_ROWS) {
                flush();
            }
        }

        void flush() {
            if (!waiting.isEmpty()) {
                answers.insert(handle, waiting);
            }
            waiting.clear();
            characters = 0;
        }
    }
}

package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Page;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.experiment.paging.Cursor;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.paging.PageRequest.CursorPart;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs over REST. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class RunResource {

    private final RunPlanning planning;
    private final RunCreation creation;
    private final RunControl control;
    private final RunRetry retries;
    private final RunFinder finder;
    private final RunStore store;
    private final RunViews views;

    RunResource(
            RunPlanning planning,
            RunCreation creation,
            RunControl control,
            RunRetry retries,
            RunFinder finder,
            RunStore store,
            RunViews views) {
        this.planning = planning;
        this.creation = creation;
        this.control = control;
        this.retries = retries;
        this.finder = finder;
        this.store = store;
        this.views = views;
    }

    /** What a run goes on with. */
    record ResumeRequest(Optional<BigDecimal> limitUsd) {}

    @POST
    @Path("/runs")
    @Operation(operationId = "createRun", summary = "Starts a run over experiments")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    public RestResponse<Run> create(@HeaderParam("Idempotency-Key") Optional<String> key, RunRequest request) {
        Optional<IdempotencyKey> once =
                Idempotency.key(key, "/runs", Ids.sha256(AssayJson.write(JsonBodies.required(request))));
        RunCreation.Created created = creation.create(once, () -> planning.plan(request), (handle, run) -> {});
        return response(created);
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listRuns", summary = "Lists runs, newest first")
    public Page<Run> list(
            @QueryParam("state") Optional<String> state,
            @QueryParam("mode") Optional<String> mode,
            @QueryParam("model") Optional<String> model,
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("tag") Optional<String> tag,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        PageRequest page = PageRequest.of(cursor, limit, CursorPart.NUMBER, CursorPart.TEXT);
        List<RunRow> rows = store.list(RunFilter.of(state, mode, model, datasetId, tag, from, to), page);
        Page<RunRow> found = page.page(rows, last -> Cursor.of(RunStore.micros(last.createdAt()), last.runId()));
        return new Page<>(views.view(found.items()), found.next());
    }

    @GET
    @Path("/runs/{run_id}")
    @Operation(operationId = "readRun", summary = "Reads a run with its progress")
    public Run read(@PathParam("run_id") String runId) {
        return views.view(finder.find(runId));
    }

    /** What of a run can be changed while it goes on. */
    record RunChange(Optional<Integer> priority) {}

    @PATCH
    @Path("/runs/{run_id}")
    @Operation(operationId = "changeRun", summary = "Changes the priority of a run")
    public Run change(@PathParam("run_id") String prefix, RunChange change) {
        String runId = finder.find(prefix).runId();
        int priority =
                JsonBodies.required(change).priority().orElseThrow(() -> Problems.badField("priority", "is required"));
        control.prioritise(runId, priority);
        return read(runId);
    }

    @POST
    @Path("/runs/{run_id}/cancel")
    @ResponseStatus(200)
    @Operation(operationId = "cancelRun", summary = "Cancels a run; verdicts that are under way are still recorded")
    @APIResponseSchema(value = Run.class, responseCode = "200")
    public Run cancel(@PathParam("run_id") String prefix) {
        String runId = finder.find(prefix).runId();
        control.cancel(runId);
        return read(runId);
    }

    @POST
    @Path("/runs/{run_id}/pause")
    @ResponseStatus(200)
    @Operation(operationId = "pauseRun", summary = "Pauses a run: nothing new is begun, and no model is asked")
    @APIResponseSchema(value = Run.class, responseCode = "200")
    public Run pause(@PathParam("run_id") String prefix) {
        String runId = finder.find(prefix).runId();
        control.pause(runId);
        return read(runId);
    }

    @POST
    @Path("/runs/{run_id}/resume")
    @ResponseStatus(200)
    @Operation(operationId = "resumeRun", summary = "Resumes a run; one whose budget is used up needs a larger limit")
    @APIResponseSchema(value = Run.class, responseCode = "200")
    public Run resume(@PathParam("run_id") String prefix, ResumeRequest request) {
        String runId = finder.find(prefix).runId();
        control.resume(runId, Optional.ofNullable(request).flatMap(ResumeRequest::limitUsd));
        return read(runId);
    }

    /**
     * Which trials of a run are tried again.
     *
     * @param trials {@code infrastructure_error}: in the run itself; {@code failed}: in a new run, for which a limit can be
     *     given
     */
    record RetryRequest(Optional<String> trials, Optional<BigDecimal> limitUsd) {}

    @POST
    @Path("/runs/{run_id}/retry")
    @Operation(
            operationId = "retryRun",
            summary = "Tries trials of a run again: those lost to infrastructure in it, those that failed in a new run")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    public RestResponse<Run> retry(
            @PathParam("run_id") String prefix,
            @HeaderParam("Idempotency-Key") Optional<String> key,
            RetryRequest request) {
        RunRow run = finder.find(prefix);
        String trials = JsonBodies.required(request).trials().orElse("");
        switch (trials) {
            case "infrastructure_error" -> {
                control.retryInfrastructureErrors(run.runId());
                return RestResponse.ok(read(run.runId()));
            }
            case "failed" -> {
                request.limitUsd().ifPresent(RunResource::requireLimit);
                Optional<IdempotencyKey> once =
                        Idempotency.key(key, "/runs/" + run.runId() + "/retry", Ids.sha256(AssayJson.write(request)));
                return response(
                        creation.create(once, () -> retries.ofFailed(run, request.limitUsd()), (handle, made) -> {}));
            }
            default -> throw Problems.badField("trials", "must be infrastructure_error or failed");
        }
    }

    private static void requireLimit(BigDecimal limit) {
        Violations violations = new Violations();
        RunPlanning.requireLimit(limit, violations);
        violations.throwIfAny();
    }

    private RestResponse<Run> response(RunCreation.Created created) {
        Run run = read(created.runId());
        if (!created.now()) {
            return RestResponse.ok(run);
        }
        return RestResponse.ResponseBuilder.<Run>created(URI.create("/api/v1/runs/" + run.runId()))
                .entity(run)
                .build();
    }
}

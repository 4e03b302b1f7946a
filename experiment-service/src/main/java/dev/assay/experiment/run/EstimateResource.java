package dev.assay.experiment.run;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.experiment.estimate.DryRuns;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.registry.ExperimentStore;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What can be known before a run, over REST: what it would cost, and whether its prompts can be rendered. */
@Path("/api/v1")
@Tag(name = "estimates")
@RunOnVirtualThread
class EstimateResource {

    private static final int DEFAULT_PREVIEWS = 3;
    private static final int MOST_PREVIEWS = 100;

    private final RunPlanning planning;
    private final Estimator estimator;
    private final DryRuns dryRuns;
    private final ExperimentStore experiments;

    EstimateResource(RunPlanning planning, Estimator estimator, DryRuns dryRuns, ExperimentStore experiments) {
        this.planning = planning;
        this.estimator = estimator;
        this.dryRuns = dryRuns;
        this.experiments = experiments;
    }

    /**
     * How a dry run is made.
     *
     * @param reuseAnswers absent: exactly when the experiment's temperature is 0
     * @param previews how many prompts are shown, 0 to 100
     */
    record DryRunRequest(Optional<Boolean> reuseAnswers, Optional<Integer> previews) {}

    @POST
    @Path("/estimates")
    @ResponseStatus(200)
    @Operation(
            operationId = "estimateRun",
            summary = "Says what a run would cost, from its rendered prompts; calls no model and starts nothing")
    @APIResponseSchema(value = Estimate.class, responseCode = "200")
    public Estimate estimate(RunRequest request) {
        PlannedCalls calls = planning.calls(JsonBodies.required(request));
        return estimator.of(calls, request.limitUsd());
    }

    @POST
    @Path("/experiments/{experiment_id}/dry-run")
    @ResponseStatus(200)
    @Operation(
            operationId = "dryRunExperiment",
            summary =
                    "Renders every prompt of an experiment and checks every request; calls no model and stores nothing")
    @APIResponseSchema(value = DryRun.class, responseCode = "200")
    public DryRun dryRun(@PathParam("experiment_id") String experimentId, DryRunRequest request) {
        Optional<DryRunRequest> asked = Optional.ofNullable(request);
        int previews = asked.flatMap(DryRunRequest::previews).orElse(DEFAULT_PREVIEWS);
        Violations violations = new Violations();
        violations.require(
                previews >= 0 && previews <= MOST_PREVIEWS, "previews", "must be from 0 to " + MOST_PREVIEWS);
        violations.throwIfAny();
        experiments.find(experimentId).orElseThrow(() -> Problems.notFound("experiment " + experimentId));
        PlannedCalls calls = planning.calls(new RunRequest(
                Optional.of(List.of(experimentId)),
                Optional.empty(),
                Optional.empty(),
                asked.flatMap(DryRunRequest::reuseAnswers),
                Optional.empty(),
                Optional.empty()));
        return dryRuns.of(calls.experiments().getFirst(), calls.reuseAnswers(), previews);
    }
}

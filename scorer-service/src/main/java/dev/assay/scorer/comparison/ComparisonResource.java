package dev.assay.scorer.comparison;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Compares runs by the record of their attempts, for experiment-service, which knows the runs. */
@Path("/internal/comparisons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class ComparisonResource {

    private final OutcomeStore outcomes;

    ComparisonResource(OutcomeStore outcomes) {
        this.outcomes = outcomes;
    }

    @POST
    @ResponseStatus(200)
    public Comparison compare(ComparisonPlan plan) {
        return PairedComparison.of(plan.sides().stream()
                .map(side -> new SideOutcomes(side, outcomes.of(side.runId(), side.experimentId())))
                .toList());
    }
}

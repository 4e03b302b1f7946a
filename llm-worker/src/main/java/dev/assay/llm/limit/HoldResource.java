package dev.assay.llm.limit;

import dev.assay.contracts.call.ModelHolds;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Says which models' providers are left alone just now. */
@Path("/internal/models/holds")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class HoldResource {

    private final ProviderLimits limits;

    HoldResource(ProviderLimits limits) {
        this.limits = limits;
    }

    @POST
    public ModelHolds of(ModelHolds.Question question) {
        if (question == null || question.modelKeys() == null) {
            throw Problems.badField("model_keys", "is required");
        }
        return new ModelHolds(limits.holds(question.modelKeys()));
    }
}

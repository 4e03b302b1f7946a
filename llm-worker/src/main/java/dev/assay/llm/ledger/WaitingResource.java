package dev.assay.llm.ledger;

import dev.assay.contracts.call.WaitingAttempts;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Tells attempts that wait for their turn from those that were lost on the way. */
@Path("/internal/attempts/waiting")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class WaitingResource {

    private final CallQueue queue;

    WaitingResource(CallQueue queue) {
        this.queue = queue;
    }

    /** Those of the attempts whose call is queued or in flight. */
    @POST
    public WaitingAttempts of(WaitingAttempts asked) {
        if (asked == null || asked.attemptIds() == null) {
            throw Problems.badField("attempt_ids", "is required");
        }
        return new WaitingAttempts(queue.waiting(asked.attemptIds()));
    }
}

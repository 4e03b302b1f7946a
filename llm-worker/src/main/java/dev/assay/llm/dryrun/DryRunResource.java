package dev.assay.llm.dryrun;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Says what the calls of an experiment would be, without making one. */
@Path("/internal/dry-runs")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class DryRunResource {

    private final DryRuns dryRuns;

    DryRunResource(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    @POST
    public DryRun dryRun(DryRun.Question question) {
        if (!isWhole(question)) {
            throw Problems.badField("body", "must have experiment_id, model, sampling, prompt_template and problems");
        }
        return dryRuns.of(question);
    }

    private static boolean isWhole(DryRun.Question question) {
        return question != null
                && Stream.of(
                                question.experimentId(),
                                question.model(),
                                question.sampling(),
                                question.promptTemplate(),
                                question.problems())
                        .allMatch(Objects::nonNull);
    }
}

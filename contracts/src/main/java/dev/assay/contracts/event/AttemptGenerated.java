package dev.assay.contracts.event;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.ProblemRef;
import java.util.Optional;

/**
 * What came of a model call, or a brought answer; on {@code assay.generated}.
 *
 * @param feedback what may be told of a failure of the answer; absent where no repair can follow
 * @param role as what the model was called; absent where it was to answer the problem
 */
public record AttemptGenerated(
        AttemptRef attempt,
        ProblemRef problem,
        GenerationOutcome outcome,
        Optional<FeedbackPolicy> feedback,
        Optional<CallRole> role) {

    /** Of an answer that is not repaired. */
    public AttemptGenerated(AttemptRef attempt, ProblemRef problem, GenerationOutcome outcome) {
        this(attempt, problem, outcome, Optional.empty(), Optional.empty());
    }
}

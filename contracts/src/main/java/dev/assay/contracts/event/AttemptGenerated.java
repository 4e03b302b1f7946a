package dev.assay.contracts.event;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.ProblemRef;
import java.util.Optional;

/**
 * What came of a model call, or a brought answer; on {@code assay.generated}.
 *
 * @param feedback what may be told of a failure of the answer; absent where no repair can follow
 */
public record AttemptGenerated(
        AttemptRef attempt, ProblemRef problem, GenerationOutcome outcome, Optional<FeedbackPolicy> feedback) {

    /** Of an answer that is not repaired. */
    public AttemptGenerated(AttemptRef attempt, ProblemRef problem, GenerationOutcome outcome) {
        this(attempt, problem, outcome, Optional.empty());
    }
}

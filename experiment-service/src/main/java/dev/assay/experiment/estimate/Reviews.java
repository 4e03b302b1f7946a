package dev.assay.experiment.estimate;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.experiment.Reviewer;
import dev.assay.contracts.record.Usage;
import java.util.List;

/** What the reviews of an experiment can cost at the most; nobody knows before how many there will be. Pure. */
final class Reviews {

    /** Of the attempts that a prompt shows, of what is said around them and of the feedback on each. */
    private static final long MOST_ATTEMPTS_TOKENS = 128 * 1024;

    private static final long FEEDBACK_TOKENS = 9 * 1024;

    private Reviews() {}

    /**
     * The worst case of the reviews that follow upon a dry run of attempts; least and expected are none at all.
     *
     * @param maxIterations attempts a trial
     */
    static DryRun of(DryRun attempts, Reviewer reviewer, int maxIterations) {
        long trials = attempts.newCalls() + attempts.answered();
        long eachTrial = (maxIterations - 1) / reviewer.checkpointInterval();
        long prompt = attempts.newCalls() == 0
                ? 0
                : Math.ceilDiv(attempts.maxInputTokens(), attempts.newCalls() * (long) maxIterations);
        long most = prompt + MOST_ATTEMPTS_TOKENS + maxIterations * FEEDBACK_TOKENS;
        return new DryRun(
                attempts.experimentId(),
                reviewer.model().slug().orElse(reviewer.model().name()),
                0,
                0,
                0,
                0,
                List.of(),
                List.of("reviewer: asked at the most " + eachTrial
                        + " times a trial; none of it is in the least and the" + " expected cost"),
                Usage.NONE,
                0,
                trials * eachTrial * most,
                trials * eachTrial * reviewer.sampling().maxOutputTokens(),
                List.of());
    }
}

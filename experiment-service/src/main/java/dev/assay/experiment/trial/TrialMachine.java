package dev.assay.experiment.trial;

import dev.assay.contracts.Verdict;
import dev.assay.experiment.trial.TrialStatus.Finished;
import dev.assay.experiment.trial.TrialStatus.Running;
import dev.assay.experiment.trial.TrialStatus.Stopped;
import dev.assay.experiment.trial.TrialStatus.Waiting;

/**
 * The transitions of a trial: an attempt that did not pass is followed by the next one while there are iterations left.
 * What an attempt for which infrastructure failed would have said is not known, so it ends the trial and is no iteration;
 * its verdict may still come. What is heard of any attempt but the current one changes nothing.
 */
public final class TrialMachine {

    private final int maxIterations;
    private final boolean runGoesOn;

    /**
     * @param maxIterations attempts in all; at least 1
     * @param runGoesOn whether its run has not ended: one that has begins nothing by itself
     */
    public TrialMachine(int maxIterations, boolean runGoesOn) {
        this.maxIterations = maxIterations;
        this.runGoesOn = runGoesOn;
    }

    /** The status after the end of an attempt; equal to {@code status} where that changes nothing. */
    public TrialStatus next(TrialStatus status, AttemptEnd end) {
        if (end.attempt() != status.attempt() || isJudged(status)) {
            return status;
        }
        return switch (end) {
            case AttemptEnd.Judged(int attempt, Verdict verdict) ->
                verdict.canBeRepaired() && attempt < maxIterations ? repair(status) : new Finished(attempt, verdict);
            case AttemptEnd.Failed(int attempt) ->
                status instanceof Running ? new Finished(attempt, Verdict.INFRASTRUCTURE_ERROR) : status;
            case AttemptEnd.Stopped(int attempt) -> status instanceof Running ? new Stopped(attempt) : status;
        };
    }

    private static boolean isJudged(TrialStatus status) {
        return status instanceof Finished(int _, Verdict verdict) && verdict != Verdict.INFRASTRUCTURE_ERROR;
    }

    private TrialStatus repair(TrialStatus status) {
        int next = status.attempt() + 1;
        return switch (status) {
            case Waiting _, Running _ -> new Waiting(next);
            case Stopped _ -> new Stopped(next);
            case Finished(int _, Verdict error) -> runGoesOn ? new Waiting(next) : new Finished(next, error);
        };
    }
}

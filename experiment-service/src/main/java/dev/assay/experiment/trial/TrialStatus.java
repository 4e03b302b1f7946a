package dev.assay.experiment.trial;

import dev.assay.contracts.Verdict;

/** Where a trial stands, as far as its next step depends on it. */
public sealed interface TrialStatus {

    /** Number of the attempt that is due, under way, or was the last; those before it are judged. */
    int attempt();

    /** Its attempt waits for its turn. */
    record Waiting(int attempt) implements TrialStatus {}

    /** Its attempt is under way. */
    record Running(int attempt) implements TrialStatus {}

    /** Has a verdict: final, but for an infrastructure error. */
    record Finished(int attempt, Verdict verdict) implements TrialStatus {}

    /** Ended without a verdict. Its attempt is the next one where the trial goes on. */
    record Stopped(int attempt) implements TrialStatus {}
}

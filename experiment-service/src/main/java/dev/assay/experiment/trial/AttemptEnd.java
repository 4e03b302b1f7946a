package dev.assay.experiment.trial;

import dev.assay.contracts.Verdict;

/** How an attempt of a trial ended. */
public sealed interface AttemptEnd {

    /** Number of the attempt. */
    int attempt();

    /** @param verdict about the answer, never an infrastructure error */
    record Judged(int attempt, Verdict verdict) implements AttemptEnd {}

    /** Infrastructure failed it too often. */
    record Failed(int attempt) implements AttemptEnd {}

    /** No call was made for it. */
    record Stopped(int attempt) implements AttemptEnd {}
}

package dev.assay.experiment.trial;

import dev.assay.contracts.event.WithheldReason;

/** What is heard of a dispatch of an attempt. Comes twice, late, and in any order. */
public sealed interface AttemptSignal {

    int dispatch();

    /** The model call is over. */
    record Generated(int dispatch) implements AttemptSignal {}

    /** No call was made, because the account does not allow one. */
    record Withheld(int dispatch, WithheldReason reason) implements AttemptSignal {}

    /** The answer has a verdict. */
    record Judged(int dispatch) implements AttemptSignal {}

    /** A stage gave up. */
    record Failed(int dispatch, boolean retryable) implements AttemptSignal {}
}

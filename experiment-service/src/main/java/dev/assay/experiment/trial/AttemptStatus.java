package dev.assay.experiment.trial;

/** Where an attempt stands, as far as its next step depends on it. */
public sealed interface AttemptStatus {

    /** How often it was dispatched; the current dispatch bears this number. */
    int dispatch();

    /** How often it has failed for reasons of infrastructure. */
    int failures();

    /** Waits for its turn; was never dispatched. */
    record Queued() implements AttemptStatus {

        @Override
        public int dispatch() {
            return 0;
        }

        @Override
        public int failures() {
            return 0;
        }
    }

    /**
     * Handed out, or about to be.
     *
     * @param released whether the model call of the current dispatch is over
     */
    record Waiting(int dispatch, int failures, boolean released) implements AttemptStatus {}

    /** Has a verdict about the answer: final. */
    record Judged(int dispatch, int failures) implements AttemptStatus {}

    /** Failed too often; a verdict of an earlier dispatch may still come. */
    record Failed(int dispatch, int failures) implements AttemptStatus {}

    /** No call is made for it any more; a verdict of a call made before may still come. */
    record Stopped(int dispatch, int failures) implements AttemptStatus {}
}

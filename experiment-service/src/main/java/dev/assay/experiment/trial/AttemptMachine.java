package dev.assay.experiment.trial;

import dev.assay.experiment.trial.AttemptStatus.Failed;
import dev.assay.experiment.trial.AttemptStatus.Judged;
import dev.assay.experiment.trial.AttemptStatus.Queued;
import dev.assay.experiment.trial.AttemptStatus.Stopped;
import dev.assay.experiment.trial.AttemptStatus.Waiting;

/**
 * The transitions of an attempt: a verdict is accepted from any dispatch and the first one wins; everything else is
 * accepted from the current dispatch only, and only while the attempt is waiting. What is not accepted changes nothing.
 */
public final class AttemptMachine {

    private final int maxFailures;

    /** @param maxFailures how often an attempt may fail before that is its end; at least 1 */
    public AttemptMachine(int maxFailures) {
        this.maxFailures = maxFailures;
    }

    /** The status after a signal; equal to {@code status} where the signal changes nothing. */
    public AttemptStatus next(AttemptStatus status, AttemptSignal signal) {
        return switch (signal) {
            case AttemptSignal.Judged judged -> judge(status);
            case AttemptSignal.Generated generated -> isCurrent(status, signal) ? release(status) : status;
            case AttemptSignal.Withheld withheld -> isCurrent(status, signal) ? stop(status) : status;
            case AttemptSignal.Failed failed -> isCurrent(status, signal) ? fail(status, failed.retryable()) : status;
        };
    }

    private static boolean isCurrent(AttemptStatus status, AttemptSignal signal) {
        return switch (status) {
            case Waiting waiting -> waiting.dispatch() == signal.dispatch();
            case Queued queued -> false;
            case Judged judged -> false;
            case Failed failed -> false;
            case Stopped stopped -> false;
        };
    }

    private static AttemptStatus judge(AttemptStatus status) {
        return new Judged(status.dispatch(), status.failures());
    }

    private static AttemptStatus release(AttemptStatus status) {
        return new Waiting(status.dispatch(), status.failures(), true);
    }

    private static AttemptStatus stop(AttemptStatus status) {
        return new Stopped(status.dispatch(), status.failures());
    }

    private AttemptStatus fail(AttemptStatus status, boolean retryable) {
        int failures = status.failures() + 1;
        return retryable && failures < maxFailures
                ? new Waiting(status.dispatch() + 1, failures, false)
                : new Failed(status.dispatch(), failures);
    }
}

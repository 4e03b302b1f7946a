package dev.assay.llm.call;

import dev.assay.contracts.event.StageError;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A call that gave no answer.
 *
 * @param message for a person; holds no secret
 * @param retryAfter how long the server asked to wait
 * @param perhapsCharged whether the provider may have done the work, so that the worst case has to be paid
 */
public record CallFailure(Kind kind, String message, Optional<Duration> retryAfter, boolean perhapsCharged)
        implements CallResult {

    private static final String STAGE = "llm-worker";

    /** Why there is no answer; the name in lower case is the cause in events. */
    public enum Kind {
        RATE_LIMIT(true),
        OVERLOAD(true),
        NETWORK(true),
        TIMEOUT(true),
        SERVER_ERROR(true),
        /** A response that is not one of the protocol, or not a whole one. */
        BROKEN_RESPONSE(true),
        /** A stream that began and did not come to its end. */
        BROKEN_STREAM(true),
        /** The worker that made the call is gone. */
        CALL_LOST(true),
        /** The key is missing, wrong, or its owner cannot pay. */
        AUTHENTICATION(false),
        INVALID_REQUEST(false),
        CONTENT_FILTER(false),
        CONTEXT_LENGTH(false),
        /** There is an answer and it does not fit into an event. */
        ANSWER_TOO_LARGE(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether calling again can help. */
        public boolean isPassing() {
            return passing;
        }

        /** The name in events and metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A failure that cost nothing. */
    public static CallFailure free(Kind kind, String message) {
        return new CallFailure(kind, message, Optional.empty(), false);
    }

    /** A failure after which nobody knows whether the provider did the work. */
    public static CallFailure perhapsCharged(Kind kind, String message) {
        return new CallFailure(kind, message, Optional.empty(), true);
    }

    /** As the event says it. */
    public StageError toStageError() {
        return new StageError(STAGE, kind.code(), message, kind.isPassing());
    }
}

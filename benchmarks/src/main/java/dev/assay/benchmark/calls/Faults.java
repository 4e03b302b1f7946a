package dev.assay.benchmark.calls;

/**
 * How a provider fails: the shares of its calls, 0 to 1 each and 1 at most together.
 *
 * @param rateLimit 429 with {@code Retry-After: 1}
 * @param serverError 500
 * @param dropped the connection ends without a response
 * @param broken the response ends in its middle
 * @param malformed 200 with what is no JSON
 */
public record Faults(double rateLimit, double serverError, double dropped, double broken, double malformed) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0);

    static final Faults HARD = new Faults(0.10, 0.05, 0.05, 0.02, 0.01);

    /** Answers that are billed and lost. */
    static final Faults LOSING = new Faults(0, 0, 0.05, 0.05, 0.02);

    /** What comes of a call that drew {@code number}, from 0 to 1. */
    Reply reply(double number) {
        double rest = number - rateLimit;
        if (rest < 0) {
            return Reply.RATE_LIMIT;
        }
        rest -= serverError;
        if (rest < 0) {
            return Reply.SERVER_ERROR;
        }
        rest -= dropped;
        if (rest < 0) {
            return Reply.DROPPED;
        }
        rest -= broken;
        if (rest < 0) {
            return Reply.BROKEN;
        }
        return rest < malformed ? Reply.MALFORMED : Reply.ANSWER;
    }

    /** What a provider sends back. */
    enum Reply {
        ANSWER,
        RATE_LIMIT,
        SERVER_ERROR,
        DROPPED,
        BROKEN,
        MALFORMED;

        /** Whether the provider did no work, and bills nothing. */
        boolean isRefusal() {
            return this == RATE_LIMIT || this == SERVER_ERROR;
        }
    }
}

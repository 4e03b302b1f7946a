package dev.assay.benchmark.calls;

import dev.assay.benchmark.calls.Faults.Reply;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call in a provider's journal. Times are of {@link System#nanoTime}.
 *
 * @param number from 1; the answer names it
 * @param request hash of model and body: what makes two calls the same call
 * @param worker that made it
 * @param usedTokens prompt and completion, as the answer says them
 * @param mostTokens prompt and completion at the request's limit: what may be billed for an answer that nobody got
 * @param endedAt {@link Long#MAX_VALUE} while it is open
 */
record ProviderCall(
        int number,
        String request,
        String provider,
        String worker,
        Reply reply,
        Tokens usedTokens,
        Tokens mostTokens,
        long begunAt,
        AtomicLong endedAt) {

    /** Tokens of one call. */
    record Tokens(long prompt, long completion) {}

    boolean isOpenAt(long nanos) {
        return begunAt <= nanos && endedAt.get() > nanos;
    }
}

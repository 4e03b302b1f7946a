package dev.assay.llm.work;

import dev.assay.contracts.record.Usage;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.CallResult;
import dev.assay.llm.call.ChatAnswer;
import dev.assay.llm.call.Exchange;
import dev.assay.llm.ledger.Claim;
import dev.assay.llm.limit.Signal;
import java.time.Duration;
import java.util.Optional;

/** Reads from calls what they show of their provider. */
final class Signals {

    private Signals() {}

    static Signal of(PreparedCall call, Claim claim, Exchange exchange) {
        return new Signal(
                result(exchange.result()),
                claim.claimedAt(),
                message(exchange.result()),
                retryAfter(exchange.result()),
                exchange.limits(),
                call.tokens(),
                tokensUsed(exchange.result()));
    }

    private static Signal.Result result(CallResult result) {
        return switch (result) {
            case ChatAnswer _ -> Signal.Result.WORKS;
            case CallFailure failure -> result(failure.kind());
        };
    }

    private static Signal.Result result(CallFailure.Kind kind) {
        return switch (kind) {
            case RATE_LIMIT -> Signal.Result.RATE_LIMITED;
            case OVERLOAD -> Signal.Result.OVERLOADED;
            case NETWORK, TIMEOUT, SERVER_ERROR, BROKEN_RESPONSE, BROKEN_STREAM, CALL_LOST -> Signal.Result.FAILED;
            case AUTHENTICATION, INVALID_REQUEST, CONTENT_FILTER, CONTEXT_LENGTH, ANSWER_TOO_LARGE ->
                Signal.Result.WORKS;
        };
    }

    private static String message(CallResult result) {
        return switch (result) {
            case ChatAnswer _ -> "";
            case CallFailure failure -> failure.kind().code() + ": " + failure.message();
        };
    }

    private static Optional<Duration> retryAfter(CallResult result) {
        return switch (result) {
            case ChatAnswer _ -> Optional.empty();
            case CallFailure failure -> failure.retryAfter();
        };
    }

    private static Optional<Long> tokensUsed(CallResult result) {
        return switch (result) {
            case ChatAnswer answer -> answer.usage().map(Usage::total);
            case CallFailure _ -> Optional.empty();
        };
    }
}

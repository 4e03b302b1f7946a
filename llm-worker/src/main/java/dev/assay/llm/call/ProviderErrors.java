package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.llm.call.CallFailure.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what providers say went wrong: by HTTP status, by error code, and by the wording where nothing else tells. */
final class ProviderErrors {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int BAD_GATEWAY = 502;
    private static final int OVERLOADED = 529;

    /** 520 to 527 are a proxy's words for a server that did not come to the end of its answer. */
    private static final int FIRST_OF_PROXIES = 520;

    private static final int LAST_OF_PROXIES = 527;

    private static final Pattern CONTEXT_WORDING = Pattern.compile(
            "context.?(length|window|size)|maximum context|prompt is too long|too many (input|prompt) tokens",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILTER_WORDING = Pattern.compile(
            "content.?(filter|policy|management)|moderation|flagged|safety system", Pattern.CASE_INSENSITIVE);

    /** Codes that are clearer than the status they come with. */
    private static final List<Coded> CODES = List.of(
            new Coded("insufficient_quota", Kind.AUTHENTICATION),
            new Coded("invalid_api_key", Kind.AUTHENTICATION),
            new Coded("authentication", Kind.AUTHENTICATION),
            new Coded("permission", Kind.AUTHENTICATION),
            new Coded("context_length", Kind.CONTEXT_LENGTH),
            new Coded("exceed_context_size", Kind.CONTEXT_LENGTH),
            new Coded("content_filter", Kind.CONTENT_FILTER),
            new Coded("content_policy", Kind.CONTENT_FILTER),
            new Coded("moderation", Kind.CONTENT_FILTER),
            new Coded("rate_limit", Kind.RATE_LIMIT),
            new Coded("too_many_requests", Kind.RATE_LIMIT),
            new Coded("overloaded", Kind.OVERLOAD),
            new Coded("unavailable", Kind.OVERLOAD),
            new Coded("timeout", Kind.TIMEOUT),
            new Coded("invalid_request", Kind.INVALID_REQUEST),
            new Coded("not_found", Kind.INVALID_REQUEST),
            new Coded("server_error", Kind.SERVER_ERROR),
            new Coded("internal", Kind.SERVER_ERROR));

    private record Coded(String part, Kind kind) {}

    private ProviderErrors() {}

    /** The kind of an HTTP error; {@code body} is the missing node where it is no JSON. */
    static Kind kindOf(int status, JsonNode body) {
        JsonNode error = errorIn(body);
        return switch (status) {
            case UNAUTHORIZED, PAYMENT_REQUIRED -> Kind.AUTHENTICATION;
            case FORBIDDEN -> filtered(error) ? Kind.CONTENT_FILTER : Kind.AUTHENTICATION;
            case TOO_MANY_REQUESTS ->
                coded(error).filter(kind -> kind == Kind.AUTHENTICATION).orElse(Kind.RATE_LIMIT);
            case REQUEST_TIMEOUT, GATEWAY_TIMEOUT -> Kind.TIMEOUT;
            case UNAVAILABLE, OVERLOADED, TOO_EARLY -> Kind.OVERLOAD;
            case TOO_LARGE -> Kind.CONTEXT_LENGTH;
            case CONFLICT -> Kind.SERVER_ERROR;
            default -> status >= SERVER_ERROR ? Kind.SERVER_ERROR : refusedRequest(error);
        };
    }

    /**
     * Whether the model may have answered, and somebody between it and us lost the answer; a server that refuses or fails
     * itself bills nothing.
     */
    static boolean perhapsCharged(int status) {
        return status == REQUEST_TIMEOUT
                || status == BAD_GATEWAY
                || status == GATEWAY_TIMEOUT
                || (status >= FIRST_OF_PROXIES && status <= LAST_OF_PROXIES);
    }

    /** The kind of an error that came with status 200: by its own code, which may be an HTTP status. */
    static Kind kindOf(JsonNode error) {
        int status = error.path("code").asInt(0);
        if (status >= BAD_REQUEST) {
            return kindOf(status, error);
        }
        return byWording(error).or(() -> coded(error)).orElse(Kind.SERVER_ERROR);
    }

    /** What the provider says, in one line. */
    static String messageOf(JsonNode body, String text) {
        JsonNode error = errorIn(body);
        String said = Stream.of(error, error.path("message"), body.path("message"), body.path("detail"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(text);
        JsonNode upstream = error.path("metadata").path("raw");
        return Text.oneLine(upstream.isTextual() ? said + ": " + upstream.asText() : said);
    }

    private static JsonNode errorIn(JsonNode body) {
        return body.hasNonNull("error") ? body.get("error") : body;
    }

    private static Kind refusedRequest(JsonNode error) {
        return byWording(error)
                .or(() -> coded(error).filter(kind -> kind == Kind.AUTHENTICATION))
                .orElse(Kind.INVALID_REQUEST);
    }

    private static Optional<Kind> byWording(JsonNode error) {
        String words = wordsOf(error);
        if (CONTEXT_WORDING.matcher(words).find()) {
            return Optional.of(Kind.CONTEXT_LENGTH);
        }
        return filtered(error) ? Optional.of(Kind.CONTENT_FILTER) : Optional.empty();
    }

    private static boolean filtered(JsonNode error) {
        return FILTER_WORDING.matcher(wordsOf(error)).find();
    }

    private static Optional<Kind> coded(JsonNode error) {
        String codes = (error.path("code").asText() + " " + error.path("type").asText()).toLowerCase(Locale.ROOT);
        return CODES.stream()
                .filter(code -> codes.contains(code.part()))
                .map(Coded::kind)
                .findFirst();
    }

    private static String wordsOf(JsonNode error) {
        if (error.isTextual()) {
            return error.asText();
        }
        return error.path("code").asText() + " " + error.path("type").asText() + " "
                + error.path("message").asText();
    }
}

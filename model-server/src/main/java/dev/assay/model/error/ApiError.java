package dev.assay.model.error;

import java.util.Optional;
import java.util.OptionalInt;

/** A refusal in the shape that clients of the OpenAI protocol know. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String INVALID_REQUEST = "invalid_request_error";

    private final int status;
    private final String type;
    private final String code;
    private final String parameter;
    private final int retryAfterSeconds;

    private ApiError(int status, String message, String type, String code, String parameter, int retryAfterSeconds) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.parameter = parameter;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The request cannot be understood; {@code parameter} is the field that is wrong, or empty. */
    public static ApiError invalid(String parameter, String message) {
        return new ApiError(400, message, INVALID_REQUEST, "invalid_value", parameter, 0);
    }

    public static ApiError unsupported(String parameter, String message) {
        return new ApiError(400, message, INVALID_REQUEST, "unsupported_parameter", parameter, 0);
    }

    public static ApiError modelNotFound(String asked, String served) {
        return new ApiError(
                404,
                "The model '" + asked + "' does not exist; this server has '" + served + "'.",
                INVALID_REQUEST,
                "model_not_found",
                "model",
                0);
    }

    public static ApiError contextExceeded(int tokens, int context) {
        return new ApiError(
                400,
                "This model's context is %d tokens and the messages alone are %d: shorten them."
                        .formatted(context, tokens),
                INVALID_REQUEST,
                "context_length_exceeded",
                "messages",
                0);
    }

    public static ApiError busy(String message, int retryAfterSeconds) {
        return new ApiError(429, message, "rate_limit_error", "rate_limit_exceeded", "", retryAfterSeconds);
    }

    public static ApiError internal(String message) {
        return new ApiError(500, message, "server_error", "internal_error", "", 0);
    }

    /** The status of another part's refusal, such as a path that does not exist. */
    public static ApiError ofStatus(int status, String message) {
        return new ApiError(status, message, status >= 500 ? "server_error" : INVALID_REQUEST, "http_" + status, "", 0);
    }

    int status() {
        return status;
    }

    OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }

    /** What goes over the wire. */
    public Body body() {
        return new Body(new Detail(getMessage(), type, Optional.of(parameter).filter(name -> !name.isEmpty()), code));
    }

    /** The document of an error. */
    public record Body(Detail error) {}

    /** Its content; {@code param} is null where no field is to blame. */
    public record Detail(String message, String type, Optional<String> param, String code) {}
}

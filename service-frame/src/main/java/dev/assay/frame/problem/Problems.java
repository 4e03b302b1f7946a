package dev.assay.frame.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Errors as RFC 9457 problem details that say which field is wrong and what to do. */
public final class Problems {

    private static final int UNPROCESSABLE = 422;

    private Problems() {}

    /** A field and what is wrong with it, in the shape that bean validation errors have too. */
    public record Violation(String field, String message) {}

    /** 400: one field is wrong. */
    public static HttpProblem badField(String field, String message) {
        return badFields(List.of(new Violation(field, message)));
    }

    /** 400: fields are wrong. */
    public static HttpProblem badFields(List<Violation> violations) {
        String detail = violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .reduce((one, other) -> one + "; " + other)
                .orElse("the request is not valid");
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle("Bad Request")
                .withDetail(detail)
                .with("violations", violations)
                .build();
    }

    /** 404: {@code what} names kind and id. */
    public static HttpProblem notFound(String what) {
        return of(Response.Status.NOT_FOUND, what + " does not exist");
    }

    /** 409: it clashes with what there is. */
    public static HttpProblem conflict(String detail) {
        return of(Response.Status.CONFLICT, detail);
    }

    /** 422: understood, and cannot be done as things are. */
    public static HttpProblem impossible(String detail) {
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Unprocessable Content")
                .withDetail(detail)
                .build();
    }

    /** 503: another service does not answer. */
    public static HttpProblem unavailable(String service) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Service Unavailable")
                .withDetail(service + " does not answer; try again, or see its log")
                .withHeader("Retry-After", "2")
                .build();
    }

    private static HttpProblem of(Response.Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }

    /** The members of a problem that another service answered with, to be handed on as they are. */
    public static HttpProblem passedOn(int status, Map<String, Object> members) {
        HttpProblem.Builder problem = HttpProblem.builder().withStatus(status);
        members.forEach((name, value) -> {
            switch (name) {
                case "title" -> problem.withTitle(String.valueOf(value));
                case "detail" -> problem.withDetail(String.valueOf(value));
                case "status", "instance", "type" -> {
                    // Stated anew for this response.
                }
                default -> problem.with(name, value);
            }
        });
        return problem.build();
    }
}

package dev.assay.executor.api;

import dev.assay.executor.sandbox.SandboxUnavailable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 503: nothing can be run now. */
class Unavailable {

    @ServerExceptionMapper
    Response of(SandboxUnavailable failure) {
        return problem(failure.getMessage()).toResponse();
    }

    static HttpProblem problem(String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Service Unavailable")
                .withDetail(detail)
                .withHeader("Retry-After", "1")
                .build();
    }
}

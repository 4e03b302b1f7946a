package dev.assay.frame.credential;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request to an internal endpoint through only with the credential of a service that the endpoint names. Fails
 * closed: an internal path without {@link CallableBy}, and a caller whose token is not configured, are refused.
 */
public class CredentialFilter {

    private static final String INTERNAL = "/internal/";
    private static final String BEARER = "Bearer ";

    private final Config config;

    CredentialFilter(Config config) {
        this.config = config;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        Optional<CallableBy> rule = rule(resource);
        if (rule.isEmpty()) {
            if (request.getUriInfo().getPath().startsWith(INTERNAL)) {
                throw refusal(Response.Status.FORBIDDEN, "no service may call this endpoint");
            }
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            throw refusal(Response.Status.UNAUTHORIZED, "a service credential is needed");
        }
        byte[] presented = header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        boolean known = Arrays.stream(rule.get().value()).anyMatch(caller -> matches(caller, presented));
        if (!known) {
            throw refusal(Response.Status.FORBIDDEN, "this credential does not open this endpoint");
        }
    }

    private static Optional<CallableBy> rule(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(method.getAnnotation(CallableBy.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(CallableBy.class)));
    }

    private boolean matches(Caller caller, byte[] presented) {
        return config.getOptionalValue("assay.token." + caller.name().toLowerCase(java.util.Locale.ROOT), String.class)
                .map(token -> MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), presented))
                .orElse(false);
    }

    private static HttpProblem refusal(Response.Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }
}

package dev.assay.experiment.remote;

import dev.assay.experiment.remote.InternalClient.Body;
import dev.assay.experiment.remote.InternalClient.Forwarded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Hands requests on to another service and its answers, problems included, back to the client. */
@ApplicationScoped
public class Proxy {

    private static final String INTERNAL = "/internal";
    private static final String PUBLIC = "/api/v1";

    private final InternalClient client;

    Proxy(InternalClient client) {
        this.client = client;
    }

    /** Asks for {@code path}, which is below {@code /internal}. */
    public Response get(Peer peer, String path) {
        return response(client.forward(peer, "GET", INTERNAL + path, Optional.empty()));
    }

    /** Sends a body to {@code path}, which is below {@code /internal}. */
    public Response send(Peer peer, String method, String path, Body body) {
        return response(client.forward(peer, method, INTERNAL + path, Optional.of(body)));
    }

    private static Response response(Forwarded answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.contentType().ifPresent(type -> response.header(HttpHeaders.CONTENT_TYPE, type));
        answer.location()
                .ifPresent(location -> response.header(
                        HttpHeaders.LOCATION, location.replaceFirst("^(https?://[^/]+)?" + INTERNAL, PUBLIC)));
        return response.build();
    }
}

package dev.assay.model.error;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into an error of the protocol. */
class ErrorMappers {

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    @ServerExceptionMapper
    Response refused(ApiError error) {
        Response.ResponseBuilder response =
                Response.status(error.status()).type(MediaType.APPLICATION_JSON).entity(error.body());
        error.retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }

    @ServerExceptionMapper
    Response refusedElsewhere(WebApplicationException exception) {
        return refused(ApiError.ofStatus(exception.getResponse().getStatus(), exception.getMessage()));
    }

    @ServerExceptionMapper
    Response failed(RuntimeException exception) {
        LOG.error("a request failed", exception);
        return refused(ApiError.internal("The server failed; its log says why."));
    }
}

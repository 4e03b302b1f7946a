package dev.assay.frame.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Presents this service's own credential; put on a REST client with {@code @RegisterProvider}. */
@ApplicationScoped
public class ServiceCredential implements ClientRequestFilter {

    private final Optional<String> token;

    ServiceCredential(@ConfigProperty(name = "assay.service.token") Optional<String> token) {
        this.token = token;
    }

    @Override
    public void filter(ClientRequestContext request) {
        token.ifPresent(value -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + value));
    }
}

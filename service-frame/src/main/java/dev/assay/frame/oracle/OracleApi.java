package dev.assay.frame.oracle;

import dev.assay.frame.credential.ServiceCredential;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** The endpoint of dataset-service that hands out oracles. */
@RegisterRestClient(configKey = "dataset")
@RegisterProvider(ServiceCredential.class)
@Path("/internal/oracles/{hash}")
interface OracleApi {

    /** The oracle's JSON. */
    @GET
    byte[] get(@RestPath String hash);
}

package dev.assay.llm.problem;

import dev.assay.frame.credential.ServiceCredential;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the worker may ask dataset-service: public views, and nothing else. */
@Path("/internal/public")
@RegisterRestClient(configKey = "dataset")
@RegisterProvider(ServiceCredential.class)
interface DatasetClient {

    /** The document as it is: a newer dataset-service may say more than this worker knows. */
    @GET
    @Path("/{public_hash}")
    byte[] problem(@PathParam("public_hash") String publicHash);
}

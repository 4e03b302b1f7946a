package dev.assay.experiment.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.frame.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the JSON bodies of requests within a bound, and turns what is wrong with one into a 400 that names the field.
 * Bodies that a resource reads as a stream are its own affair.
 */
@Provider
@ApplicationScoped
public class JsonBodies implements ReaderInterceptor {

    private final ExperimentConfig config;

    JsonBodies(ExperimentConfig config) {
        this.config = config;
    }

    /** The body, where an endpoint cannot do without one. */
    public static <T> T required(T body) {
        return Optional.ofNullable(body).orElseThrow(() -> Problems.badField("body", "is required: a JSON object"));
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed();
        }
        context.setInputStream(
                new BoundedStream(context.getInputStream(), config.limits().jsonBytes()));
        try {
            return context.proceed();
        } catch (BoundedStream.TooLarge e) {
            throw tooLarge();
        } catch (JsonProcessingException e) {
            throw Problems.badField(BodyProblems.field(e), BodyProblems.message(e));
        } catch (WebApplicationException e) {
            if (e.getCause() instanceof JsonProcessingException cause) {
                throw Problems.badField(BodyProblems.field(cause), BodyProblems.message(cause));
            }
            throw e;
        }
    }

    private HttpProblem tooLarge() {
        return HttpProblem.builder()
                .withStatus(Response.Status.REQUEST_ENTITY_TOO_LARGE)
                .withTitle("Content Too Large")
                .withDetail(
                        "the JSON body has more than " + config.limits().jsonBytes() + " bytes; send less at a time")
                .build();
    }
}

package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelAvailability.State;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.call.ApiKeys.Access;
import dev.assay.llm.catalogue.CatalogueModel;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks servers which models they offer ({@code GET /models}), which costs nothing. */
@Singleton
public class OfferedModels {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** llama.cpp serves the one model that it loaded under whatever name. */
    private static final String SERVES_ANY_NAME = "llamacpp";

    private final ApiKeys keys;
    private final Secrets secrets;
    private final int maxResponseBytes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    OfferedModels(ApiKeys keys, WorkerConfig config) {
        this.keys = keys;
        this.secrets = keys.secrets();
        this.maxResponseBytes = config.maxResponseBytes();
    }

    /** Whether calls of that server can be made at all: its key is there, where it needs one. */
    public boolean callable(String baseUrl) {
        return keys.accessTo(baseUrl) instanceof Access.Granted;
    }

    /** Whether the model's server offers it. A server that has no list or does not answer may still do. */
    public ModelAvailability availability(CatalogueModel model) {
        return switch (keys.accessTo(model.provider().baseUrl())) {
            case Access.Denied(CallFailure failure) ->
                said(model, State.UNAVAILABLE, secrets.removedFrom(failure.message()));
            case Access.Granted granted -> asked(model, granted);
        };
    }

    private ModelAvailability asked(CatalogueModel model, Access.Granted access) {
        try {
            HttpResponse<byte[]> response = http.send(
                    request(model, access), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxResponseBytes));
            String body = secrets.removedFrom(new String(response.body(), StandardCharsets.UTF_8));
            return read(model, response.statusCode(), body);
        } catch (IOException e) {
            return said(
                    model,
                    State.UNKNOWN,
                    "GET " + url(model) + " was not answered: "
                            + secrets.removedFrom(Text.oneLine(String.valueOf(e.getMessage()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return said(model, State.UNKNOWN, "the question was given up");
        }
    }

    private static String url(CatalogueModel model) {
        return model.provider().baseUrl().strip().replaceAll("/+$", "") + "/models";
    }

    private static HttpRequest request(CatalogueModel model, Access.Granted access) {
        Wire wire = Wire.of(model.protocol());
        String everyModel = model.protocol() == Protocol.MESSAGES ? "?limit=1000" : "";
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url(model) + everyModel))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "assay")
                .GET();
        wire.headers().forEach(builder::header);
        model.provider().headers().forEach(builder::setHeader);
        access.key().map(wire::authorization).orElse(Map.of()).forEach(builder::setHeader);
        return builder.build();
    }

    private static ModelAvailability read(CatalogueModel model, int status, String body) {
        JsonNode document = Json.parse(body);
        if (status == UNAUTHORIZED) {
            return said(model, State.UNAVAILABLE, "HTTP 401: " + ProviderErrors.messageOf(document, body));
        }
        JsonNode data = document.path("data");
        if (status != OK || !data.isArray()) {
            return said(model, State.UNKNOWN, "the server has no list of its models (HTTP " + status + ")");
        }
        List<String> ids = new ArrayList<>();
        data.forEach(one -> Json.text(one.path("id")).ifPresent(ids::add));
        boolean anyName = SERVES_ANY_NAME.equals(data.path(0).path("owned_by").asText());
        if (anyName || ids.stream().anyMatch(id -> isNamed(id, model))) {
            return said(model, State.AVAILABLE, "the server lists it");
        }
        if (document.path("has_more").asBoolean()) {
            return said(model, State.UNKNOWN, "the server's list is longer than it shows at once");
        }
        List<String> near = NearNames.of(model.name(), ids);
        String meant = near.isEmpty() ? "" : "; near: " + String.join(", ", near);
        return new ModelAvailability(
                model.provider().baseUrl(),
                model.name(),
                State.UNAVAILABLE,
                "the server lists " + ids.size() + " models and not " + model.name() + meant,
                near);
    }

    /** Ollama adds a tag to names without one; routers take {@code :variants} of what they list. */
    private static boolean isNamed(String id, CatalogueModel model) {
        String name = model.name();
        boolean variant = model.provider().routing() && name.startsWith(id + ":");
        return id.equals(name) || id.equals(name + ":latest") || variant;
    }

    private static ModelAvailability said(CatalogueModel model, State state, String detail) {
        return new ModelAvailability(model.provider().baseUrl(), model.name(), state, detail, List.of());
    }
}

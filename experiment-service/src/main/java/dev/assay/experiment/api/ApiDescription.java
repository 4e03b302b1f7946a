package dev.assay.experiment.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the description of the API: examples from {@code openapi/examples.json}, what parameters mean, the shape of
 * problems, and what the scanner cannot know of the JSON setting.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String PROBLEM = "Problem";

    private final Map<String, JsonNode> examples = resource("examples.json");
    private final Map<String, JsonNode> parameters = resource("parameters.json");
    private final Map<String, JsonNode> schemas = resource("schemas.json");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> known = api.getComponents().getSchemas();
        known.values().forEach(ApiDescription::lowerCase);
        schemas.forEach((name, description) -> api.getComponents().addSchema(name, schema(description)));
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(this::complete));
    }

    /** Names of enums are written in lower case. */
    private static void lowerCase(Schema schema) {
        if (schema.getEnumeration() != null) {
            schema.setEnumeration(schema.getEnumeration().stream()
                    .<Object>map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    private void complete(Operation operation) {
        Optional.ofNullable(operation.getParameters())
                .orElse(List.of())
                .forEach(parameter -> explain(operation, parameter));
        String id = operation.getOperationId();
        if (operation.getRequestBody() != null) {
            addExample(operation.getRequestBody().getContent(), id + ".request");
        }
        addRepeated(operation.getResponses());
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                addExample(response.getContent(), id + ".response");
            }
        });
        operation.getResponses().removeAPIResponse("400");
        operation.getResponses().addAPIResponse("default", problem());
    }

    /** What creates a thing answers with 200 where the same was there already. */
    private static void addRepeated(APIResponses responses) {
        APIResponse created = responses.getAPIResponse("201");
        if (created != null) {
            responses.addAPIResponse(
                    "200",
                    OASFactory.createAPIResponse()
                            .description("It was there already")
                            .content(created.getContent()));
        }
    }

    /** A parameter means the same everywhere, unless it is described under the operation's own name. */
    private void explain(Operation operation, Parameter parameter) {
        JsonNode known = parameters.getOrDefault(
                operation.getOperationId() + "." + parameter.getName(), parameters.get(parameter.getName()));
        if (known != null) {
            parameter.setDescription(known.path("description").asText());
            parameter.setSchema(schema(known.path("schema")));
        }
    }

    /** An example may be for one media type only. */
    private void addExample(Content content, String name) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((mediaType, body) -> {
            JsonNode example = examples.getOrDefault(name + "." + mediaType, examples.get(name));
            if (example != null) {
                body.setExample(plain(example));
            }
        });
    }

    private APIResponse problem() {
        MediaType type = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(PROBLEM))
                .example(plain(examples.get("problem")));
        return OASFactory.createAPIResponse()
                .description("What is wrong, and what to do about it (RFC 9457)")
                .content(OASFactory.createContent().addMediaType("application/problem+json", type));
    }

    private static Schema schema(JsonNode description) {
        Schema schema = OASFactory.createSchema();
        if (description.has("type")) {
            schema.addType(
                    Schema.SchemaType.valueOf(description.get("type").asText().toUpperCase(Locale.ROOT)));
        }
        if (description.has("ref")) {
            schema.setRef(description.get("ref").asText());
        }
        if (description.has("description")) {
            schema.setDescription(description.get("description").asText());
        }
        if (description.has("default")) {
            schema.setDefaultValue(plain(description.get("default")));
        }
        if (description.has("items")) {
            schema.setItems(schema(description.get("items")));
        }
        description.path("enum").forEach(value -> schema.addEnumeration(value.asText()));
        description
                .path("properties")
                .properties()
                .forEach(property -> schema.addProperty(property.getKey(), schema(property.getValue())));
        return schema;
    }

    private static Object plain(JsonNode node) {
        try {
            return new ObjectMapper().treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> resource(String name) {
        try (InputStream in = ApiDescription.class.getResourceAsStream("/openapi/" + name)) {
            Map<String, JsonNode> entries = new java.util.LinkedHashMap<>();
            new ObjectMapper()
                    .readTree(in)
                    .properties()
                    .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.assay.deploy.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Resolves what a rendering refers to, as a kubelet does before it starts a container. */
record Deployed(Rendering rendering) {

    /** The variables of a Deployment's container that has a port. */
    Map<String, String> environment(String deployment) {
        return environment(deployment, container -> container.has("ports"));
    }

    /** The variables of a Deployment's first container that is meant. */
    Map<String, String> environment(String deployment, Predicate<JsonNode> meant) {
        JsonNode containers = rendering.find("Deployment", deployment).at("/spec/template/spec/containers");
        JsonNode container = containers.valueStream().filter(meant).findFirst().orElseThrow();
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode source : container.path("envFrom")) {
            if (source.has("configMapRef")) {
                data("ConfigMap", source.at("/configMapRef/name").asText())
                        .properties()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().asText()));
            } else {
                String secret = source.at("/secretRef/name").asText();
                data("Secret", secret)
                        .properties()
                        .forEach(entry -> variables.put(entry.getKey(), secret(secret, entry.getKey())));
            }
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode key = variable.at("/valueFrom/secretKeyRef");
            if (variable.has("value")) {
                variables.put(
                        variable.path("name").asText(), variable.path("value").asText());
            } else if (!key.isMissingNode() && !key.path("optional").asBoolean()) {
                variables.put(
                        variable.path("name").asText(),
                        secret(key.path("name").asText(), key.path("key").asText()));
            }
        }
        return variables;
    }

    private String secret(String name, String key) {
        String encoded = data("Secret", name).path(key).asText();
        return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private ObjectNode data(String kind, String name) {
        return (ObjectNode) rendering.find(kind, name).path("data");
    }
}

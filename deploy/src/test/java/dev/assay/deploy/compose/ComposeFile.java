package dev.assay.deploy.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A file for Docker Compose, as far as ours goes. Written after the Compose specification: what is missing here is refused,
 * whether Compose knows it or not.
 */
record ComposeFile(
        String name, Map<String, Part> services, Map<String, Network> networks, Map<String, Volume> volumes) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A container. */
    record Part(
            String image,
            Build build,
            List<String> entrypoint,
            List<String> command,
            String user,
            String restart,
            @JsonProperty("read_only") boolean readOnly,
            List<String> tmpfs,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @JsonProperty("stop_grace_period") String stopGracePeriod,
            Map<String, String> environment,
            @JsonProperty("env_file") List<String> envFile,
            List<String> volumes,
            List<String> ports,
            List<String> networks,
            @JsonProperty("network_mode") String networkMode,
            List<String> profiles,
            @JsonProperty("depends_on") Map<String, Dependency> dependsOn,
            Healthcheck healthcheck) {}

    record Build(String context, String dockerfile, String target, Map<String, String> args) {}

    record Dependency(String condition) {}

    record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

    record Network(boolean internal) {}

    record Volume(@JsonProperty("driver_opts") Map<String, String> driverOpts) {}

    static ComposeFile read(Path file) {
        try {
            return decode(tree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with its anchors and merges resolved, without the parts that are there only to be merged. */
    static JsonNode tree(String text) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        document.keySet().removeIf(key -> key.startsWith("x-"));
        return MAPPER.valueToTree(document);
    }

    static ComposeFile decode(JsonNode tree) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, ComposeFile.class);
    }

    Optional<Part> part(String name) {
        return Optional.ofNullable(services.get(name));
    }
}

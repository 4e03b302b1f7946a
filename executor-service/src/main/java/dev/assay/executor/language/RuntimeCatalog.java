package dev.assay.executor.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runtimes that are described: {@code runtimes.yaml}, and a person's own file over it. */
public final class RuntimeCatalog {

    private static final ObjectMapper YAML = AssayJson.configure(new ObjectMapper(new YAMLFactory()));

    /** What an entry may leave out. */
    private static final String DEFAULTS = """
            aliases: []
            programs: {}
            compile: []
            artifacts: []
            check: []
            environment: {}
            files: {}
            read_only: []
            address_space: false
            compile_limits: {cpu_seconds: 30, wall_seconds: 120, memory_mb: 1024}
            memory_errors: []
            definitions: []
            rules: ""
            documentation: []
            """;

    private final List<Runtime> runtimes;

    private RuntimeCatalog(List<Runtime> runtimes) {
        this.runtimes = List.copyOf(runtimes);
    }

    /** What comes with the executor. */
    public static RuntimeCatalog builtIn() {
        return new RuntimeCatalog(read(builtInDocument()));
    }

    /**
     * What comes with the executor, changed and added to by a file: its entries replace fields of known runtimes, and
     * make new ones. Throws {@link IllegalArgumentException} where the file is wrong, saying what is.
     */
    public static RuntimeCatalog with(Path file) {
        ObjectNode document = builtInDocument();
        try {
            JsonNode own = YAML.readTree(Files.readAllBytes(file));
            for (Map.Entry<String, JsonNode> entry : own.properties()) {
                if (!entry.getValue().isObject()) {
                    throw new IllegalArgumentException(entry.getKey() + " must have fields");
                }
                document.withObjectProperty(entry.getKey()).setAll((ObjectNode) entry.getValue());
            }
            return new RuntimeCatalog(read(document));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.executor.runtimes: " + file + ": " + e.getMessage(), e);
        }
    }

    public List<Runtime> all() {
        return runtimes;
    }

    /** The runtime of that id or alias. */
    public Optional<Runtime> find(String name) {
        return runtimes.stream().filter(runtime -> runtime.isCalled(name)).findFirst();
    }

    private static ObjectNode builtInDocument() {
        try (InputStream in = RuntimeCatalog.class.getResourceAsStream("/runtimes.yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Runtime> read(ObjectNode document) {
        List<Runtime> read = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : document.properties()) {
            try {
                ObjectNode complete = (ObjectNode) YAML.readTree(DEFAULTS);
                complete.put("name", entry.getKey());
                complete.setAll((ObjectNode) entry.getValue());
                complete.put("id", entry.getKey());
                for (String required : List.of("source", "version", "run", "install")) {
                    if (!complete.has(required)) {
                        throw new IllegalArgumentException(entry.getKey() + " must have the field " + required);
                    }
                }
                read.add(YAML.treeToValue(complete, Runtime.class));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(entry.getKey() + ": " + e.getOriginalMessage(), e);
            }
        }
        return read;
    }
}

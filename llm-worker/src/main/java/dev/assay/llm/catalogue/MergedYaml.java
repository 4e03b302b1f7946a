package dev.assay.llm.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Several YAML files as one tree, which knows the file and line of every field. A later file's fields replace those of the
 * earlier ones, except lists whose first entry wins: there a later file's entries stand before the earlier ones.
 */
final class MergedYaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ObjectNode tree = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> origins = new HashMap<>();
    private final Set<String> firstWins;

    /** @param firstWins top-level lists whose first entry wins */
    MergedYaml(Set<String> firstWins) {
        this.firstWins = firstWins;
    }

    ObjectNode tree() {
        return tree;
    }

    /** File and line of the field, or of the nearest one around it. */
    String origin(String path) {
        String origin = origins.get(path);
        if (origin != null) {
            return origin;
        }
        int cut = path.lastIndexOf('\t');
        return cut < 0 ? "the catalogue" : origin(path.substring(0, cut));
    }

    static String path(String parent, String field) {
        return parent.isEmpty() ? field : parent + '\t' + field;
    }

    static String readable(String path) {
        return path.replace('\t', '.');
    }

    void add(String file, String text) {
        JsonNode read = parse(file, text);
        if (read.isMissingNode() || read.isNull()) {
            return;
        }
        if (!(read instanceof ObjectNode object)) {
            throw new CatalogueException(file + ": must be a mapping with providers, models and routes");
        }
        for (String list : firstWins) {
            makeRoom(list, object.path(list).size());
        }
        locate(file, "", new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        merge(tree, object, "");
    }

    private static JsonNode parse(String file, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new CatalogueException(file + line + ": is not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new CatalogueException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private void locate(String file, String path, Node node) {
        origins.put(path, file + ":" + (node.getStartMark().getLine() + 1));
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(entry -> {
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        String field = path(path, key.getValue());
                        locate(file, field, entry.getValueNode());
                        origins.put(field, file + ":" + (key.getStartMark().getLine() + 1));
                    }
                });
            case SequenceNode sequence -> {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    locate(
                            file,
                            path(path, Integer.toString(i)),
                            sequence.getValue().get(i));
                }
            }
            default -> {
                // A scalar holds nothing further.
            }
        }
    }

    /** Moves the origins of a list's entries, since others come before them. */
    private void makeRoom(String list, int entries) {
        Map<String, String> moved = new HashMap<>();
        String prefix = list + '\t';
        origins.entrySet().removeIf(origin -> {
            if (entries == 0 || !origin.getKey().startsWith(prefix)) {
                return false;
            }
            String[] parts = origin.getKey().split("\t", 3);
            parts[1] = Integer.toString(Integer.parseInt(parts[1]) + entries);
            moved.put(String.join("\t", parts), origin.getValue());
            return true;
        });
        origins.putAll(moved);
    }

    private void merge(ObjectNode below, ObjectNode above, String path) {
        above.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode old = below.get(name);
            if (old instanceof ObjectNode oldObject && field.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject, path(path, name));
            } else if (path.isEmpty()
                    && firstWins.contains(name)
                    && old instanceof ArrayNode oldList
                    && field.getValue() instanceof ArrayNode newList) {
                below.set(name, newList.deepCopy().addAll(oldList));
            } else {
                below.set(name, field.getValue());
            }
        });
    }
}

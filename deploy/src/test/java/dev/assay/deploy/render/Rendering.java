package dev.assay.deploy.render;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The documents that are sent to a cluster. */
public record Rendering(List<ObjectNode> documents) {

    private static final YAMLMapper YAML = new YAMLMapper();

    public Rendering {
        documents = documents.stream().map(ObjectNode::deepCopy).toList();
    }

    /** Reads documents of YAML. */
    public static Rendering of(String yaml) {
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            return new Rendering(documents.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one document of a kind and a name; what kustomize adds to names counts not. */
    public ObjectNode find(String kind, String name) {
        List<ObjectNode> found = documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .filter(document -> document.at("/metadata/name").asText().matches(name + "(-[a-z0-9]{10})?"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " documents are " + kind + " " + name);
        }
        return found.getFirst();
    }
}

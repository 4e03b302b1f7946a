package dev.assay.executor.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The published data sets under the folder {@code assay.data}. */
final class DataFiles {

    private DataFiles() {}

    static List<JsonNode> lines(String file) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path(file))), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> AssayJson.read(line, JsonNode.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode document(String file) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path(file)))) {
            return AssayJson.read(in.readAllBytes(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode plainDocument(String file) {
        try {
            return AssayJson.read(Files.readAllBytes(path(file)), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String file) {
        return Path.of(System.getProperty("assay.data"), file);
    }
}

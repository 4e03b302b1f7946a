package dev.assay.cli.experiments;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a file of experiments holds; whether it is YAML or JSON shows in its first character. */
sealed interface ExperimentFile {

    /** One matrix: a document with {@code axes}. */
    record Matrix(JsonNode document) implements ExperimentFile {}

    /** Experiments, each as the API has it. */
    record Experiments(List<JsonNode> documents) implements ExperimentFile {}

    /** Reads a file; a usage failure where it holds neither. */
    static ExperimentFile read(Path file) {
        List<JsonNode> documents = documents(file);
        if (documents.size() == 1 && documents.getFirst().has("axes")) {
            return new Matrix(documents.getFirst());
        }
        List<JsonNode> experiments = new ArrayList<>();
        documents.forEach(document -> {
            if (document.isArray()) {
                document.forEach(experiments::add);
            } else if (document.path("experiments").isArray()) {
                document.path("experiments").forEach(experiments::add);
            } else {
                experiments.add(document);
            }
        });
        for (int i = 0; i < experiments.size(); i++) {
            requireExperiment(file, i + 1, experiments.get(i));
        }
        if (experiments.isEmpty()) {
            throw Failure.usage(file + " holds no experiment");
        }
        return new Experiments(experiments);
    }

    private static void requireExperiment(Path file, int number, JsonNode experiment) {
        if (experiment.has("axes")) {
            throw Failure.usage(file + ": a matrix must be the only document of its file");
        }
        if (!experiment.path("experiment_id").isValueNode()) {
            throw Failure.usage(file + ": experiment " + number
                    + " needs an experiment_id, so that it is the same experiment when the file is applied again");
        }
    }

    private static List<JsonNode> documents(Path file) {
        try {
            String text = Files.readString(file);
            boolean json =
                    text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
            ObjectMapper mapper = json ? new JsonMapper() : new YAMLMapper();
            List<JsonNode> documents = new ArrayList<>();
            try (JsonParser parser = mapper.createParser(text)) {
                for (JsonNode read = mapper.readTree(parser); read != null; read = mapper.readTree(parser)) {
                    documents.add(read);
                }
            }
            return documents;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw Failure.usage(file + where + ": " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw Failure.usage("file " + file + " does not exist or cannot be read");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("cannot be read");
    }
}

package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ModelReference;
import dev.assay.cli.http.RunDocument;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Runs whose answers are judged by their text, so that nothing is executed: short questions, all different. */
final class QuestionLoad {

    static final int QUESTIONS = 1_000;

    private final AssayClient client;
    private final String name = "questions-" + UUID.randomUUID().toString().substring(0, 8);

    QuestionLoad(AssayClient client) {
        this.client = client;
    }

    /** The name of the data set, and of the runs. */
    String name() {
        return name;
    }

    void importQuestions() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "assay-text-answer");
        document.put("format_version", 1);
        document.put("name", "Questions");
        document.put("task_type", "text-answer");
        document.put(
                "problems",
                IntStream.range(0, QUESTIONS).mapToObj(QuestionLoad::question).toList());
        try {
            Path file = Files.createTempFile("questions", ".json");
            Files.write(file, AssayJson.writeBytes(document));
            client.importDataset(name, file, Optional.empty(), Map.of());
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every answer of the provider has this word. */
    private static Map<String, Object> question(int number) {
        return Map.of(
                "id",
                "question-" + number,
                "question",
                "Say something about the number " + number + ".",
                "accepted",
                List.of("call"),
                "match",
                "contains");
    }

    /** Registers as many experiments as it takes for so many trials, all new. */
    List<String> experiments(String address, int trials, int concurrency) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < trials / QUESTIONS; at++) {
            String id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
            client.putExperiment(
                    id,
                    new ExperimentDocument(
                            "",
                            List.of("pipeline"),
                            new ExperimentDocument.Model(
                                    ModelReference.at(address, Provider.MODEL),
                                    Optional.of(concurrency),
                                    Optional.of(CallLoad.PRICE)),
                            new DatasetSelection(name, "all"),
                            ExperimentDocument.GoneAbout.alone(new Strategy.ZeroShot(1)),
                            "question-only",
                            new Sampling(1, Optional.empty(), CallLoad.MAX_OUTPUT_TOKENS, Optional.of((long)
                                    id.hashCode()))));
            ids.add(id);
        }
        return ids;
    }

    Run start(List<String> experiments) {
        return client.createRun(new RunDocument(experiments, Optional.of(name), Optional.empty(), Optional.empty()));
    }
}

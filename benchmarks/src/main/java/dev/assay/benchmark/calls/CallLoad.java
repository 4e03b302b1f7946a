package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ModelReference;
import dev.assay.cli.http.RunDocument;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A run of calls that all differ, of uneven size: problems with long and short prompts, experiments with a seed each. */
final class CallLoad {

    /** USD per million tokens. */
    static final Price PRICE =
            new Price(new BigDecimal("0.3"), new BigDecimal("2"), Optional.empty(), Optional.empty(), Optional.empty());

    static final int MAX_OUTPUT_TOKENS = 1024;

    private static final int PROBLEMS = 50;
    private static final int LONGEST_TASK = 4000;
    private static final Duration GATE = Duration.ofMinutes(5);

    private final AssayClient client;
    private final String name = "load-" + UUID.randomUUID().toString().substring(0, 8);

    CallLoad(AssayClient client) {
        this.client = client;
    }

    /** Imports the problems and waits for their gate. */
    void importProblems() {
        try {
            Path file = Files.createTempFile("load", ".json");
            Files.write(file, AssayJson.writeBytes(dataset()));
            client.importDataset(name, file, Optional.empty(), Map.of());
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long deadline = System.nanoTime() + GATE.toNanos();
        while (client.gate(name).state() == GateState.CHECKING) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the gate of " + name + " does not end");
            }
            Pause.of(Duration.ofMillis(250));
        }
    }

    /**
     * Starts a run of as many calls, half of them at each of the addresses.
     *
     * @param concurrency over both addresses
     */
    Run start(List<String> addresses, int calls, int concurrency, Optional<BigDecimal> limitUsd) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < calls / PROBLEMS; at++) {
            String address = addresses.get(at % addresses.size());
            ExperimentDocument.Model model = new ExperimentDocument.Model(
                    ModelReference.at(address, Provider.MODEL),
                    Optional.of(concurrency / addresses.size()),
                    Optional.of(PRICE));
            String id = name + "-" + at;
            client.putExperiment(
                    id,
                    new ExperimentDocument(
                            "",
                            List.of(),
                            model,
                            new DatasetSelection(name, "all"),
                            ExperimentDocument.GoneAbout.alone(new Strategy.ZeroShot(1)),
                            "prompt-only",
                            new Sampling(1, Optional.empty(), MAX_OUTPUT_TOKENS, Optional.of((long) at))));
            ids.add(id);
        }
        return client.createRun(new RunDocument(ids, Optional.of(name), limitUsd, Optional.empty()));
    }

    /** In this order: the problems are read as a stream, after all that is said of them. */
    private Map<String, Object> dataset() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "assay");
        document.put("format_version", 1);
        document.put("name", "Calls of uneven size");
        document.put("license", "Apache-2.0");
        document.put("task_type", "function-completion");
        document.put("language", "python");
        document.put(
                "problems",
                IntStream.range(0, PROBLEMS).mapToObj(CallLoad::problem).toList());
        return document;
    }

    private static Map<String, Object> problem(int number) {
        String function = "uneven_" + number;
        String task = "Return n. ".repeat(1 + number * LONGEST_TASK / PROBLEMS / 10);
        return Map.of(
                "id",
                function,
                "prompt",
                "def " + function + "(n: int) -> int:\n    \"\"\"" + task + "\"\"\"\n",
                "entry_point",
                function,
                "reference",
                "    return n\n",
                "tests",
                List.of(Map.of("name", "one", "visibility", "hidden", "args", List.of(number), "expected", number)));
    }
}

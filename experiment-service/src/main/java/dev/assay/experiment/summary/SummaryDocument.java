package dev.assay.experiment.summary;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.summary.BenchmarkSummary.ExperimentResult;
import dev.assay.contracts.summary.BenchmarkSummary.NotJudged;
import dev.assay.contracts.summary.BenchmarkSummary.ResultUsage;
import dev.assay.experiment.trial.TrialPages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of an ended run as a whole, written while its trials are read. */
@ApplicationScoped
public class SummaryDocument {

    private final RunSummaries summaries;
    private final TrialPages trials;

    SummaryDocument(RunSummaries summaries, TrialPages trials) {
        this.summaries = summaries;
        this.trials = trials;
    }

    /** A summary that can be written. */
    public interface Ready {
        void write(OutputStream out) throws IOException;
    }

    /** The summary of a run, ready to be written; a 409 while the run has not ended. */
    public Ready of(String runId) {
        ObjectNode stored = AssayJson.read(summaries.stored(runId), ObjectNode.class);
        return out -> write(runId, stored, out);
    }

    private void write(String runId, ObjectNode stored, OutputStream out) throws IOException {
        try (JsonGenerator json = AssayJson.events()
                .getFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> field : stored.properties()) {
                json.writeFieldName(field.getKey());
                switch (field.getKey()) {
                    case "results" -> array(runId, json, SummaryDocument::result);
                    case "zero_shot" -> side(runId, json, field.getValue(), experimentsOf(stored, Strategy.ZERO_SHOT));
                    case "iterative" -> side(runId, json, field.getValue(), experimentsOf(stored, Strategy.ITERATIVE));
                    case "not_judged" -> array(runId, json, SummaryDocument::notJudged);
                    default -> json.writeTree(field.getValue());
                }
            }
            json.writeEndObject();
        }
    }

    private static Set<String> experimentsOf(JsonNode stored, String mode) {
        return stored.path("experiments")
                .valueStream()
                .filter(experiment -> experiment.path("mode").asText().equals(mode))
                .map(experiment -> experiment.path("experiment_id").asText())
                .collect(Collectors.toSet());
    }

    private void side(String runId, JsonGenerator json, JsonNode side, Set<String> experiments) throws IOException {
        if (side.isNull()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeFieldName("results");
        array(
                runId,
                json,
                trial -> Optional.of(trial)
                        .filter(one -> experiments.contains(one.experimentId()))
                        .flatMap(SummaryDocument::result));
        json.writeFieldName("summary");
        json.writeTree(side.path("summary"));
        json.writeEndObject();
    }

    private void array(String runId, JsonGenerator json, Function<Trial, Optional<?>> item) throws IOException {
        json.writeStartArray();
        trials.of(runId, page -> {
            for (Trial trial : page) {
                Optional<?> one = item.apply(trial);
                if (one.isPresent()) {
                    json.writePOJO(one.get());
                }
            }
        });
        json.writeEndArray();
    }

    private static Optional<ExperimentResult> result(Trial trial) {
        return trial.verdict()
                .filter(Verdict::countsForModel)
                .map(verdict -> new ExperimentResult(
                        trial.runId(),
                        trial.experimentId(),
                        trial.problemId(),
                        trial.sampleNumber(),
                        trial.trialId(),
                        verdict == Verdict.PASSED,
                        verdict,
                        trial.attempts(),
                        trial.cost().costUsd(),
                        usage(trial)));
    }

    private static ResultUsage usage(Trial trial) {
        return new ResultUsage(
                trial.usage().inputTokens(),
                trial.usage().outputTokens() + trial.usage().reasoningTokens(),
                trial.usage().cacheReadTokens(),
                trial.usage().cacheWriteTokens());
    }

    private static Optional<NotJudged> notJudged(Trial trial) {
        return SummaryTally.notJudged(trial)
                .map(reason -> new NotJudged(
                        trial.runId(),
                        trial.experimentId(),
                        trial.problemId(),
                        trial.sampleNumber(),
                        trial.trialId(),
                        reason));
    }
}

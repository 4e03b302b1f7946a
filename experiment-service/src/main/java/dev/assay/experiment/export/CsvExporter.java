package dev.assay.experiment.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.run.RunExperiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures of each trial in a row; an unknown cost is an empty cell. */
@ApplicationScoped
class CsvExporter implements Exporter {

    private static final List<String> COLUMNS = List.of(
            "run_id",
            "experiment_id",
            "model",
            "dataset_id",
            "problem_id",
            "sample_number",
            "state",
            "verdict",
            "reason",
            "tests_passed",
            "tests_total",
            "attempts",
            "input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "cost_usd",
            "spent_usd",
            "cached_from",
            "ended_at",
            "plateau");

    private static final CsvSchema SCHEMA = schema();

    private final CsvMapper mapper = new CsvMapper();

    private static CsvSchema schema() {
        CsvSchema.Builder schema = CsvSchema.builder();
        COLUMNS.forEach(schema::addColumn);
        return schema.setUseHeader(true).build();
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public String suffix() {
        return ".csv";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        Map<String, RunExperiments.Placed> experiments = run.experiments().stream()
                .collect(Collectors.toMap(one -> one.experiment().experimentId(), one -> one));
        SequenceWriter rows = mapper.writerFor(List.class)
                .with(SCHEMA)
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValues(out);
        run.trials(trial -> rows.write(row(trial, experiments.get(trial.experimentId()))));
        rows.flush();
    }

    private static List<String> row(Trial trial, RunExperiments.Placed placed) {
        return List.of(
                trial.runId(),
                trial.experimentId(),
                placed.experiment().model().name(),
                placed.experiment().dataset().datasetId(),
                trial.problemId(),
                String.valueOf(trial.sampleNumber()),
                trial.state().code(),
                trial.verdict().map(Verdict::code).orElse(""),
                trial.reason().orElse(""),
                text(trial.score().map(score -> score.testsPassed())),
                text(trial.score().map(score -> score.testsTotal())),
                String.valueOf(trial.attempts()),
                String.valueOf(trial.usage().inputTokens()),
                String.valueOf(trial.usage().outputTokens()),
                String.valueOf(trial.usage().reasoningTokens()),
                String.valueOf(trial.usage().cacheReadTokens()),
                String.valueOf(trial.usage().cacheWriteTokens()),
                trial.cost().costUsd().map(BigDecimal::toPlainString).orElse(""),
                trial.cost().spentUsd().map(BigDecimal::toPlainString).orElse(""),
                text(trial.cachedFrom()),
                text(trial.endedAt()),
                String.valueOf(trial.plateau()));
    }

    private static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }
}

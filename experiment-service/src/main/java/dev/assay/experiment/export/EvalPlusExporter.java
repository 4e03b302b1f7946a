package dev.assay.experiment.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.experiment.export.ExportedRun.Answered;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EvalPlus' {@code eval_results.json}. Its base tests are those that may be shown, its plus tests the hidden ones; of the
 * tests that failed it names the base ones only. Samples without a verdict about the model are left out.
 */
@ApplicationScoped
class EvalPlusExporter implements Exporter {

    @Override
    public String format() {
        return "evalplus";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String suffix() {
        return "_eval_results.json";
    }

    @Override
    public boolean holdsOneExperiment() {
        return true;
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        try (JsonGenerator json = AssayJson.events()
                .getFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())) {
            json.writeStartObject();
            json.writeStringField("date", run.run().createdAt().toString());
            json.writeStringField("hash", run.experiments().getFirst().datasetVersion());
            json.writeObjectFieldStart("eval");
            Tasks tasks = new Tasks(json);
            run.answered(tasks::add);
            tasks.end();
            json.writeEndObject();
            if (isRepaired(run)) {
                json.writeNullField("pass_at_k");
            } else {
                tasks.counts.write(json);
            }
            json.writeEndObject();
        }
    }

    /** Success after repair is no pass@k: a repair has been told of tests. */
    private static boolean isRepaired(ExportedRun run) {
        return run.experiments()
                .getFirst()
                .experiment()
                .strategy()
                .feedbackPolicy()
                .isPresent();
    }

    /** Writes samples by task; those of one task come one after the other. */
    private static final class Tasks {

        private final JsonGenerator json;
        private final EvalPlusCounts counts = new EvalPlusCounts();
        private Optional<String> current = Optional.empty();

        private Tasks(JsonGenerator json) {
            this.json = json;
        }

        private void add(Answered answered) throws IOException {
            Optional<Verdict> verdict = answered.trial().verdict().filter(Verdict::countsForModel);
            if (verdict.isEmpty()) {
                return;
            }
            String task = answered.trial().problemId();
            if (!current.equals(Optional.of(task))) {
                end();
                current = Optional.of(task);
                json.writeArrayFieldStart(task);
            }
            write(task, answered, EvalPlusStatus.of(verdict.get(), answered.answer()));
        }

        private void write(String task, Answered answered, EvalPlusStatus status) throws IOException {
            counts.add(task, status);
            json.writeStartObject();
            json.writeStringField("task_id", task);
            json.writeStringField("solution", SampleDocument.program(answered));
            json.writeStringField("base_status", status.base());
            json.writeObjectField("plus_status", status.plus().orElse(null));
            json.writeObjectField(
                    "base_fail_tests",
                    answered.answer().map(AttemptAnswer::failedTests).orElse(List.of()));
            json.writeObjectField("plus_fail_tests", new ArrayList<>());
            json.writeEndObject();
        }

        private void end() throws IOException {
            if (current.isPresent()) {
                json.writeEndArray();
            }
        }
    }
}

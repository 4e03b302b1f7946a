package dev.assay.experiment.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.experiment.export.ExportedRun.Answered;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Everything about each trial in a line: a sample as {@code assay evaluate} reads it, the trial, and its answer. */
@ApplicationScoped
class JsonLinesExporter implements Exporter {

    @Override
    public String format() {
        return "jsonl";
    }

    @Override
    public String mediaType() {
        return JsonLines.MEDIA_TYPE;
    }

    @Override
    public String suffix() {
        return ".jsonl";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        JsonLines lines = new JsonLines(out);
        run.answered(answered -> lines.write(document(answered)));
        lines.flush();
    }

    private static ObjectNode document(Answered answered) {
        ObjectNode document = SampleDocument.of(answered);
        document.setAll(AssayJson.events().<ObjectNode>valueToTree(answered.trial()));
        answered.answer().ifPresent(answer -> add(document, answer));
        return document;
    }

    private static void add(ObjectNode document, AttemptAnswer answer) {
        ObjectNode fields = AssayJson.events().valueToTree(answer);
        fields.remove(List.of("attempt_id", "verdict"));
        document.setAll(fields);
    }
}

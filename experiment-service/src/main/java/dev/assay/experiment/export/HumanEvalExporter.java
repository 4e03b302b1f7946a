package dev.assay.experiment.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/** HumanEval's results file: a sample a line, with {@code result} and {@code passed}. */
@ApplicationScoped
class HumanEvalExporter implements Exporter {

    @Override
    public String format() {
        return "human-eval";
    }

    @Override
    public String mediaType() {
        return JsonLines.MEDIA_TYPE;
    }

    @Override
    public String suffix() {
        return "_results.jsonl";
    }

    @Override
    public boolean holdsOneExperiment() {
        return true;
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        JsonLines lines = new JsonLines(out);
        run.answered(answered -> lines.write(SampleDocument.of(answered)));
        lines.flush();
    }
}

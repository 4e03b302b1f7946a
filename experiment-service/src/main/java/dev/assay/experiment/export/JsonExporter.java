package dev.assay.experiment.export;

import dev.assay.experiment.summary.SummaryDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/** The summary of an ended run. */
@ApplicationScoped
class JsonExporter implements Exporter {

    private final SummaryDocument summaries;

    JsonExporter(SummaryDocument summaries) {
        this.summaries = summaries;
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String suffix() {
        return ".json";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        summaries.of(run.run().runId()).write(out);
    }
}

package dev.assay.experiment.export;

import dev.assay.experiment.report.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The report of a run. */
@ApplicationScoped
class HtmlExporter implements Exporter {

    private final Reports reports;

    HtmlExporter(Reports reports) {
        this.reports = reports;
    }

    @Override
    public String format() {
        return "html";
    }

    @Override
    public String mediaType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public String suffix() {
        return ".html";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        out.write(reports.html(run.run().runId(), Optional.empty()).getBytes(StandardCharsets.UTF_8));
    }
}

package dev.assay.experiment.export;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.closedloop.ClosedLoopReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/** The results of a closed loop, under the names that closed-loop results have. */
@ApplicationScoped
class ClosedLoopExporter implements Exporter {

    private static final ObjectWriter PRETTY = AssayJson.events().writerWithDefaultPrettyPrinter();

    private final ClosedLoopReports reports;

    ClosedLoopExporter(ClosedLoopReports reports) {
        this.reports = reports;
    }

    @Override
    public String format() {
        return "closed-loop";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String suffix() {
        return "-closed-loop.json";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        out.write(PRETTY.writeValueAsBytes(reports.of(run.run().runId(), run.experiments())));
    }
}

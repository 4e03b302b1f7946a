package dev.assay.experiment.export;

import dev.assay.experiment.closedloop.ClosedLoopPage;
import dev.assay.experiment.closedloop.ClosedLoopReports;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The results of a closed loop as one HTML page that needs nothing beside itself. */
@ApplicationScoped
class ClosedLoopHtmlExporter implements Exporter {

    private final ClosedLoopReports reports;
    private final Template page;

    ClosedLoopHtmlExporter(ClosedLoopReports reports, @Location("closed-loop.html") Template page) {
        this.reports = reports;
        this.page = page;
    }

    @Override
    public String format() {
        return "closed-loop-html";
    }

    @Override
    public String mediaType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public String suffix() {
        return "-closed-loop.html";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        ClosedLoopPage content = ClosedLoopPage.of(reports.of(run.run().runId(), run.experiments()));
        out.write(page.data("page", content).render().getBytes(StandardCharsets.UTF_8));
    }
}

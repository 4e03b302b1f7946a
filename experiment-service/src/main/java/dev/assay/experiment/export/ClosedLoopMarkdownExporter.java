package dev.assay.experiment.export;

import dev.assay.experiment.closedloop.ClosedLoopPage;
import dev.assay.experiment.closedloop.ClosedLoopPage.Section;
import dev.assay.experiment.closedloop.ClosedLoopReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The results of a closed loop as a page of text. */
@ApplicationScoped
class ClosedLoopMarkdownExporter implements Exporter {

    private final ClosedLoopReports reports;

    ClosedLoopMarkdownExporter(ClosedLoopReports reports) {
        this.reports = reports;
    }

    @Override
    public String format() {
        return "closed-loop-md";
    }

    @Override
    public String mediaType() {
        return "text/markdown";
    }

    @Override
    public String suffix() {
        return "-closed-loop.md";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        ClosedLoopPage content = ClosedLoopPage.of(reports.of(run.run().runId(), run.experiments()));
        Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        page.write("# " + MarkdownText.plain(content.title()) + "\n\n");
        for (String fact : content.facts()) {
            page.write("- " + MarkdownText.plain(fact) + "\n");
        }
        for (Section section : content.sections()) {
            write(section, page);
        }
        page.flush();
    }

    private static void write(Section section, Writer page) throws IOException {
        page.write("\n" + "#".repeat(section.level()) + " " + MarkdownText.plain(section.title()) + "\n");
        if (!section.note().isEmpty()) {
            page.write("\n" + MarkdownText.plain(section.note()) + "\n");
        }
        if (!section.rows().isEmpty()) {
            page.write("\n");
            MarkdownText.row(page, section.columns());
            List<String> rule = section.columns().stream().map(_ -> "---").toList();
            page.write("|" + rule.stream().collect(Collectors.joining("|")) + "|\n");
            for (List<String> row : section.rows()) {
                MarkdownText.row(page, row);
            }
        }
    }
}

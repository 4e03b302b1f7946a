package dev.assay.cli.export;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay report}: a page to hand on. */
@Command(name = "report", description = "Write a run, or a comparison of two, as one HTML page that works offline.")
public final class ReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(
            names = "--compare",
            paramLabel = "RUN",
            description = "A run, RUN/EXPERIMENT, or an experiment (its newest run) to hold against it.")
    private String other;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where it goes (default ${DEFAULT-VALUE}).")
    private Path output;

    public ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (session.json()) {
            throw Failure.usage("a report is a page; for figures use: assay runs show, assay compare");
        }
        AssayClient client = session.client();
        String id = client.run(runId).runId();
        Download.to(session, Optional.of(output), out -> client.report(id, Optional.ofNullable(other), out));
        return 0;
    }
}

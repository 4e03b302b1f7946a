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

/** {@code assay export}: take a run away as a file. */
@Command(name = "export", description = "Write a run as a file, for other tools and for people.")
public final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            description = "jsonl (everything; evaluate reads it), json (the summary of an ended run), csv, md,"
                    + " html, junit, human-eval, evalplus, or of program tasks closed-loop, closed-loop-md,"
                    + " closed-loop-html (default ${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--experiment", paramLabel = "ID", description = "Only this experiment of the run.")
    private String experimentId;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where it goes (default: standard output).")
    private Path output;

    public ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (session.json()) {
            throw Failure.usage("an export has its own form: choose one by --format");
        }
        AssayClient client = session.client();
        String id = client.run(runId).runId();
        Download.to(
                session,
                Optional.ofNullable(output),
                out -> client.export(id, format, Optional.ofNullable(experimentId), out));
        return 0;
    }
}

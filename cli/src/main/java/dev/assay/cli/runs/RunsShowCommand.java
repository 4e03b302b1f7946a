package dev.assay.cli.runs;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs show}. */
@Command(name = "show", description = "Show a run: progress, rate with interval, cost, verdicts.")
final class RunsShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(names = "--watch", description = "Follow it until it ends.")
    private boolean watch;

    RunsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        Terminal terminal = session.terminal();
        Run run = client.run(runId);
        if (watch) {
            run = new RunFollower(client, terminal).follow(run);
        }
        if (session.json()) {
            session.print(run);
            return 0;
        }
        RunReport report = new RunReport(client, terminal);
        report.print(run);
        report.printWhere(run);
        new RunErrors(client, terminal).print(run);
        return 0;
    }
}

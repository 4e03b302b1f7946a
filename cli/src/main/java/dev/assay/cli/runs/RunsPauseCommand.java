package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.contracts.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay runs pause}. */
@Command(name = "pause", description = "Pause a run: nothing new is begun until assay runs resume.")
final class RunsPauseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    RunsPauseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Run run = session.client().pauseRun(session.client().run(runId).runId());
        if (session.json()) {
            session.print(run);
        } else {
            session.terminal()
                    .print(run.runId() + " is " + run.state().code() + "; go on with: assay runs resume "
                            + run.runId());
        }
        return 0;
    }
}

package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.contracts.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay runs cancel}. */
@Command(name = "cancel", description = "Cancel a run; what is finished is kept.")
final class RunsCancelCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    RunsCancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Run run = session.client().cancelRun(session.client().run(runId).runId());
        if (session.json()) {
            session.print(run);
        } else {
            session.terminal()
                    .print(run.runId() + " is " + run.state().code() + ": "
                            + run.progress().ended() + " of " + run.progress().total() + " trials had ended");
        }
        return 0;
    }
}

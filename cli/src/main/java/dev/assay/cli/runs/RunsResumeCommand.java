package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.contracts.run.Run;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs resume}. */
@Command(name = "resume", description = "Go on with a paused run, or with one whose budget is used up.")
final class RunsResumeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(
            names = "--limit-usd",
            paramLabel = "AMOUNT",
            description = "New limit of all that the run may spend; where the old one is used up, a larger one.")
    private BigDecimal limitUsd;

    RunsResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String id = session.client().run(runId).runId();
        Run run = session.client().resumeRun(id, Optional.ofNullable(limitUsd));
        if (session.json()) {
            session.print(run);
        } else {
            session.terminal().print(run.runId() + " is " + run.state().code());
        }
        return 0;
    }
}

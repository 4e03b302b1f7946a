package dev.assay.cli.runs;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.contracts.run.Run;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs retry}. */
@Command(
        name = "retry",
        description = "Try again what was lost to infrastructure, in the run; or what failed, in a new run.")
final class RunsRetryCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(names = "--failed", description = "Ask anew for what failed, in a new run: rates are never mixed.")
    private boolean failed;

    @Option(
            names = "--limit-usd",
            paramLabel = "AMOUNT",
            description = "Limit of the new run (default: the old one's).")
    private BigDecimal limitUsd;

    RunsRetryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (limitUsd != null && !failed) {
            throw Failure.usage("--limit-usd is for --failed; a run's own limit is changed by: assay runs resume");
        }
        String id = session.client().run(runId).runId();
        Run run = session.client()
                .retryRun(id, failed ? "failed" : "infrastructure_error", Optional.ofNullable(limitUsd));
        if (session.json()) {
            session.print(run);
        } else {
            session.terminal().print(run.runId() + " is " + run.state().code());
        }
        return 0;
    }
}

package dev.assay.cli.datasets;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay datasets gate}. */
@Command(name = "gate", description = "Show the proof of a data set; exit code 1 where it is not proven.")
final class DatasetsGateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "DATASET", description = "Id of the data set.")
    private String datasetId;

    DatasetsGateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GateReport report = session.client().gate(datasetId);
        if (session.json()) {
            session.print(report);
        } else {
            GateText.lines(report).forEach(session.terminal()::print);
        }
        return report.state() == GateState.UNVERIFIED ? Failure.Kind.FAILED.exitCode() : 0;
    }
}

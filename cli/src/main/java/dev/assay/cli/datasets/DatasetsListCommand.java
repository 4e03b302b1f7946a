package dev.assay.cli.datasets;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.dataset.Dataset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code assay datasets list}. */
@Command(name = "list", description = "List data sets.")
final class DatasetsListCommand implements Callable<Integer> {

    private final Session session;

    DatasetsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Dataset> datasets = session.client().datasets();
        if (session.json()) {
            session.print(new Page<>(datasets, Optional.empty()));
            return 0;
        }
        Table table = Table.of("data set", ">problems", "gate", "format", "task type", "licence");
        datasets.forEach(dataset -> table.row(
                dataset.datasetId(),
                Figures.count(dataset.problems()),
                dataset.gate().code(),
                dataset.format(),
                dataset.taskType(),
                dataset.license()));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }
}

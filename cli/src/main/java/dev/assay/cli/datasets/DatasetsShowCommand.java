package dev.assay.cli.datasets;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.problem.PublicProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay datasets show}. */
@Command(name = "show", description = "Show a data set and its problems, as far as a prompt may use them.")
final class DatasetsShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "DATASET", description = "Id of the data set.")
    private String datasetId;

    DatasetsShowCommand(Session session) {
        this.session = session;
    }

    private record Document(Dataset dataset, List<PublicProblem> problems) {}

    @Override
    public Integer call() {
        Dataset dataset = session.client().dataset(datasetId);
        List<PublicProblem> problems = session.client().problems(datasetId, Optional.empty());
        if (session.json()) {
            session.print(new Document(dataset, problems));
            return 0;
        }
        Terminal terminal = session.terminal();
        terminal.print(Terminal.safeLine(
                dataset.datasetId() + ": " + dataset.name() + ", " + dataset.problems() + " problems, "
                        + dataset.gate().code(),
                Terminal.WIDTH));
        terminal.print("version " + dataset.version());
        terminal.print("");
        Table table = Table.of(">place", "problem", "language", "tags");
        problems.forEach(problem -> table.row(
                Integer.toString(problem.ordinal()),
                problem.problem().problemId(),
                problem.language(),
                String.join(", ", problem.tags())));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }
}

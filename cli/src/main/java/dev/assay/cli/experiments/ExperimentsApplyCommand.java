package dev.assay.cli.experiments;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.BulkDocument;
import dev.assay.cli.http.Registration;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay experiments apply}. */
@Command(
        name = "apply",
        description = "Register what a YAML or JSON file says: an experiment, a list of them, or a matrix with axes. "
                + "Applying it again changes nothing. Exit code 2 where an experiment was rejected.")
final class ExperimentsApplyCommand implements Callable<Integer> {

    private static final int SHOWN = 5;

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "YAML or JSON.")
    private Path file;

    ExperimentsApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentFile content = ExperimentFile.read(file);
        AssayClient client = session.client();
        Registration registration = switch (content) {
            case ExperimentFile.Matrix(var document) -> client.applyMatrix(document);
            case ExperimentFile.Experiments(var documents) ->
                client.applyExperiments(new BulkDocument(documents, true));
        };
        if (session.json()) {
            session.print(registration);
        } else {
            session.terminal()
                    .print(Figures.count(registration.registered()) + " registered: "
                            + Figures.count(registration.created()) + " created, "
                            + Figures.count(registration.updated()) + " updated");
        }
        explain(registration);
        return registration.registered() == registration.results().size() ? 0 : Failure.Kind.USAGE.exitCode();
    }

    private void explain(Registration registration) {
        Terminal terminal = session.terminal();
        registration
                .empty()
                .filter(ids -> !ids.isEmpty())
                .ifPresent(ids -> terminal.note("no problem in the slice of " + some(ids) + "; a run costs nothing"));
        registration
                .missing()
                .filter(ids -> !ids.isEmpty())
                .ifPresent(ids -> terminal.note("the data set or slice of " + some(ids) + " does not exist yet"));
        registration
                .results()
                .forEach(result -> result.problem()
                        .ifPresent(problem -> terminal.note(Terminal.safe(
                                "error: " + result.experimentId().orElse("experiment " + (result.index() + 1)) + ": "
                                        + problem.summary()))));
    }

    private static String some(List<String> ids) {
        String first = String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
        return ids.size() <= SHOWN ? first : first + " and " + Figures.count(ids.size() - SHOWN) + " more";
    }
}

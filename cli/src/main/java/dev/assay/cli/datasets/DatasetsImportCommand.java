package dev.assay.cli.datasets;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay datasets import}. */
@Command(name = "import", description = "Import a data set and prove it; exit code 1 where it is not proven.")
final class DatasetsImportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "JSON or JSON lines, plain or gzipped.")
    private Path file;

    @Option(names = "--dataset-id", description = "Id (default: from the file's name and content).")
    private String datasetId;

    @Option(names = "--format", description = "Format of the file (default: recognised).")
    private String format;

    @Option(names = "--name", description = "Name for people.")
    private String name;

    @Option(names = "--license", description = "Licence of its content.")
    private String license;

    DatasetsImportCommand(Session session) {
        this.session = session;
    }

    private record Document(Dataset dataset, GateReport gate) {}

    @Override
    public Integer call() {
        Terminal terminal = session.terminal();
        DatasetImport imports = new DatasetImport(session.client(), terminal);
        String id = datasetId == null ? DatasetName.of(file) : datasetId;
        Map<String, String> about = new LinkedHashMap<>();
        Optional.ofNullable(name).ifPresent(text -> about.put("name", text));
        Optional.ofNullable(license).ifPresent(text -> about.put("license", text));
        Dataset dataset = imports.upload(id, file, Optional.ofNullable(format), about);
        GateReport gate = imports.awaitGate(id);
        if (session.json()) {
            session.print(new Document(session.client().dataset(dataset.datasetId()), gate));
        } else {
            terminal.print(Terminal.safeLine(
                    id + ": " + dataset.problems() + " problems, format " + dataset.format(), Terminal.WIDTH));
            GateText.lines(gate).forEach(terminal::print);
        }
        return gate.state() == GateState.VERIFIED ? 0 : Failure.Kind.FAILED.exitCode();
    }
}

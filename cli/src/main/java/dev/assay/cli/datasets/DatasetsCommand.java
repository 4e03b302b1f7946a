package dev.assay.cli.datasets;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay datasets}: import data sets and look at them. */
@Command(name = "datasets", description = "Import data sets and look at them.")
public final class DatasetsCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new DatasetsCommand()),
                arguments,
                List.of(
                        new Subcommand("list", () -> new DatasetsListCommand(session)),
                        new Subcommand("show", () -> new DatasetsShowCommand(session)),
                        new Subcommand("gate", () -> new DatasetsGateCommand(session)),
                        new Subcommand("import", () -> new DatasetsImportCommand(session))));
    }
}

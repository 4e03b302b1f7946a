package dev.assay.cli.datasets;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay datasets}: import data sets and look at them. */
@Command(name = "datasets", description = "Import data sets and look at them.")
public final class DatasetsCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new DatasetsCommand())
                .addSubcommand(new DatasetsListCommand(session))
                .addSubcommand(new DatasetsShowCommand(session))
                .addSubcommand(new DatasetsGateCommand(session))
                .addSubcommand(new DatasetsImportCommand(session));
    }
}

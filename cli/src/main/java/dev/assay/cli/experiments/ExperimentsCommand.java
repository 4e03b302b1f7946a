package dev.assay.cli.experiments;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay experiments}: register experiments and look at them. */
@Command(name = "experiments", description = "Register experiments and matrices from files; look at them.")
public final class ExperimentsCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new ExperimentsCommand())
                .addSubcommand(new ExperimentsApplyCommand(session))
                .addSubcommand(new ExperimentsListCommand(session))
                .addSubcommand(new ExperimentsShowCommand(session));
    }
}

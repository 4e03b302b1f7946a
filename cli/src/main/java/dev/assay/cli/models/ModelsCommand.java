package dev.assay.cli.models;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay models}: what the catalogue knows, what servers offer, how fast they answer. */
@Command(name = "models", description = "List the model catalogue; check and time models.")
public final class ModelsCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsListCommand(session))
                .addSubcommand(new ModelsCheckCommand(session))
                .addSubcommand(new ModelsSpeedTestCommand(session));
    }
}

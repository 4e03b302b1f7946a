package dev.assay.cli.models;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay models}: what the catalogue knows, what servers offer, how fast they answer. */
@Command(name = "models", description = "List the model catalogue; check and time models.")
public final class ModelsCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new ModelsCommand()),
                arguments,
                List.of(
                        new Subcommand("list", () -> new ModelsListCommand(session)),
                        new Subcommand("check", () -> new ModelsCheckCommand(session)),
                        new Subcommand("speed-test", () -> new ModelsSpeedTestCommand(session))));
    }
}

package dev.assay.cli.experiments;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay experiments}: register experiments and look at them. */
@Command(name = "experiments", description = "Register experiments and matrices from files; look at them.")
public final class ExperimentsCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new ExperimentsCommand()),
                arguments,
                List.of(
                        new Subcommand("apply", () -> new ExperimentsApplyCommand(session)),
                        new Subcommand("list", () -> new ExperimentsListCommand(session)),
                        new Subcommand("show", () -> new ExperimentsShowCommand(session))));
    }
}

package dev.assay.cli.prompt;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay templates}: the prompt templates. */
@Command(name = "templates", description = "List prompt templates; show what they make of a problem.")
public final class TemplatesCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new TemplatesCommand()),
                arguments,
                List.of(
                        new Subcommand("list", () -> new TemplatesListCommand(session)),
                        new Subcommand("preview", () -> new TemplatesPreviewCommand(session))));
    }
}

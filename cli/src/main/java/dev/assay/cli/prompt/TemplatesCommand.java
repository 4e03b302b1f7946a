package dev.assay.cli.prompt;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay templates}: the prompt templates. */
@Command(name = "templates", description = "List prompt templates; show what they make of a problem.")
public final class TemplatesCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new TemplatesCommand())
                .addSubcommand(new TemplatesListCommand(session))
                .addSubcommand(new TemplatesPreviewCommand(session));
    }
}

package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay runs}: look at runs, and steer them. */
@Command(name = "runs", description = "Look at runs, trials and attempts; pause, resume, cancel, retry a run.")
public final class RunsCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new RunsCommand())
                .addSubcommand(new RunsListCommand(session))
                .addSubcommand(new RunsShowCommand(session))
                .addSubcommand(new RunsCancelCommand(session))
                .addSubcommand(new RunsPauseCommand(session))
                .addSubcommand(new RunsResumeCommand(session))
                .addSubcommand(new RunsSetCommand(session))
                .addSubcommand(new RunsRetryCommand(session))
                .addSubcommand(new RunsTrialsCommand(session))
                .addSubcommand(new RunsAttemptsCommand(session))
                .addSubcommand(new RunsAttemptCommand(session));
    }
}

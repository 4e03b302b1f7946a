package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay runs}: look at runs, and steer them. */
@Command(name = "runs", description = "Look at runs, trials and attempts; pause, resume, cancel, retry a run.")
public final class RunsCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new RunsCommand()),
                arguments,
                List.of(
                        new Subcommand("list", () -> new RunsListCommand(session)),
                        new Subcommand("show", () -> new RunsShowCommand(session)),
                        new Subcommand("cancel", () -> new RunsCancelCommand(session)),
                        new Subcommand("pause", () -> new RunsPauseCommand(session)),
                        new Subcommand("resume", () -> new RunsResumeCommand(session)),
                        new Subcommand("set", () -> new RunsSetCommand(session)),
                        new Subcommand("retry", () -> new RunsRetryCommand(session)),
                        new Subcommand("trials", () -> new RunsTrialsCommand(session)),
                        new Subcommand("attempts", () -> new RunsAttemptsCommand(session)),
                        new Subcommand("attempt", () -> new RunsAttemptCommand(session))));
    }
}

package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay analyses}: look across runs. */
@Command(name = "analyses", description = "Look across runs: hard problems, models over time, savings, flaky verdicts.")
public final class AnalysesCommand {

    /** The command with those of its subcommands that the arguments after its name need. */
    public static CommandLine line(Session session, List<String> arguments) {
        return Subcommand.add(
                new CommandLine(new AnalysesCommand()),
                arguments,
                List.of(
                        new Subcommand("difficulty", () -> new DifficultyCommand(session)),
                        new Subcommand("history", () -> new HistoryCommand(session)),
                        new Subcommand("models", () -> new ModelFiguresCommand(session)),
                        new Subcommand("savings", () -> new SavingsCommand(session)),
                        new Subcommand("flaky", () -> new FlakyCommand(session))));
    }
}

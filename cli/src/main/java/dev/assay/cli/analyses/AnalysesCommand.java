package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay analyses}: look across runs. */
@Command(name = "analyses", description = "Look across runs: hard problems, models over time, savings, flaky verdicts.")
public final class AnalysesCommand {

    /** The command with its subcommands. */
    public static CommandLine line(Session session) {
        return new CommandLine(new AnalysesCommand())
                .addSubcommand(new DifficultyCommand(session))
                .addSubcommand(new HistoryCommand(session))
                .addSubcommand(new ModelFiguresCommand(session))
                .addSubcommand(new SavingsCommand(session))
                .addSubcommand(new FlakyCommand(session));
    }
}

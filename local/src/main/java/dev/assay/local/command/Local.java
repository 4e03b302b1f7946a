package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./assay up|down|status|logs}. */
@Command(
        name = "assay",
        description = "Starts, watches and stops Assay on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            SuperviseCommand.class
        })
public final class Local {

    private static final int INFRASTRUCTURE = 3;

    private Local() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit code: 0, 2 for wrong usage, 3 where the platform cannot do it. */
    static int run(String... arguments) {
        return new CommandLine(new Local())
                .setExecutionExceptionHandler((exception, line, result) -> {
                    if (!(exception instanceof LocalProblem)) {
                        throw exception;
                    }
                    line.getErr().println("assay: " + exception.getMessage());
                    return INFRASTRUCTURE;
                })
                .execute(arguments);
    }
}

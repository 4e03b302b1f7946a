package dev.assay.cli.completion;

import dev.assay.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay completion}: the script that completes command lines in a shell. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options: source <(./assay completion bash)")
public final class CompletionCommand implements Callable<Integer> {

    /** Commands of the start script, which this client does not know. */
    private static final List<String> OF_THE_SCRIPT = List.of("up", "down", "status", "logs", "test", "bench", "help");

    /** The shells; the script is the same, for zsh reads it through its bashcompinit. */
    private enum Shell {
        bash,
        zsh
    }

    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        OF_THE_SCRIPT.forEach(name -> root.addSubcommand(name, CommandSpec.create()));
        session.terminal().print(AutoComplete.bash(root.getCommandName(), root));
        return 0;
    }
}

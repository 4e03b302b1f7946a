package dev.assay.cli;

import dev.assay.cli.analyses.AnalysesCommand;
import dev.assay.cli.closedloop.ClosedLoopCommand;
import dev.assay.cli.compare.CompareCommand;
import dev.assay.cli.completion.CompletionCommand;
import dev.assay.cli.datasets.DatasetsCommand;
import dev.assay.cli.demo.DemoCommand;
import dev.assay.cli.estimate.DryRunCommand;
import dev.assay.cli.estimate.EstimateCommand;
import dev.assay.cli.evaluate.EvaluateCommand;
import dev.assay.cli.experiments.ExperimentsCommand;
import dev.assay.cli.export.ExportCommand;
import dev.assay.cli.export.ReportCommand;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.gate.GateCommand;
import dev.assay.cli.http.ServerAway;
import dev.assay.cli.models.ModelsCommand;
import dev.assay.cli.prompt.TemplatesCommand;
import dev.assay.cli.run.RunCommand;
import dev.assay.cli.runs.RunsCommand;
import dev.assay.cli.session.Session;
import dev.assay.cli.session.Subcommand;
import dev.assay.cli.spend.SpendCommand;
import dev.assay.cli.terminal.Terminal;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of Assay. Exit codes: 0 ok, 1 what was asked for failed, 2 usage, 3 infrastructure. */
@Command(
        name = "assay",
        description = "Measures what language models can do with code, by executing what they write.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Assay.Version.class)
public final class Assay implements Runnable {

    /** Speaks of all other commands. */
    private static final String COMPLETION = "completion";

    @Mixin
    private final Session session;

    @Spec
    private CommandSpec spec;

    private Assay(Session session) {
        this.session = session;
    }

    public static void main(String[] arguments) {
        Console console = System.console();
        boolean atTerminal = console != null && console.isTerminal();
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.getenv(), out, err, atTerminal));
    }

    /** Runs one command line; returns its exit code. */
    static int run(
            String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err, boolean atTerminal) {
        Session session = new Session(environment, out, err, atTerminal);
        CommandLine line = line(session, List.of(arguments));
        int exitCode = line.setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(Terminal.WIDTH)
                .setParameterExceptionHandler(Assay::explainUsage)
                .setExecutionExceptionHandler(Assay::explainFailure)
                .execute(arguments);
        session.close();
        out.flush();
        err.flush();
        return exitCode;
    }

    private static CommandLine line(Session session, List<String> arguments) {
        List<String> rest = arguments.stream().skip(1).toList();
        List<Subcommand> commands = List.of(
                new Subcommand("demo", () -> new DemoCommand(session)),
                new Subcommand("evaluate", () -> new EvaluateCommand(session)),
                new Subcommand("compare", () -> new CompareCommand(session)),
                new Subcommand("gate", () -> new GateCommand(session)),
                new Subcommand("estimate", () -> new EstimateCommand(session)),
                new Subcommand("dry-run", () -> new DryRunCommand(session)),
                new Subcommand("export", () -> new ExportCommand(session)),
                new Subcommand("report", () -> new ReportCommand(session)),
                new Subcommand("spend", () -> new SpendCommand(session)),
                new Subcommand("run", () -> new RunCommand(session)),
                new Subcommand("closed-loop", () -> new ClosedLoopCommand(session)),
                new Subcommand(COMPLETION, () -> new CompletionCommand(session)),
                new Subcommand("runs", () -> RunsCommand.line(session, rest)),
                new Subcommand("experiments", () -> ExperimentsCommand.line(session, rest)),
                new Subcommand("analyses", () -> AnalysesCommand.line(session, rest)),
                new Subcommand("models", () -> ModelsCommand.line(session, rest)),
                new Subcommand("templates", () -> TemplatesCommand.line(session, rest)),
                new Subcommand("datasets", () -> DatasetsCommand.line(session, rest)));
        boolean completes =
                arguments.stream().findFirst().filter(COMPLETION::equals).isPresent();
        return Subcommand.add(new CommandLine(new Assay(session)), completes ? List.of() : arguments, commands);
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    private static int explainUsage(CommandLine.ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println("error: " + problem.getMessage());
        if (line.getSubcommands().isEmpty()) {
            line.getErr().println("see: " + line.getCommandSpec().qualifiedName() + " --help");
        } else {
            line.usage(line.getErr());
        }
        return Failure.Kind.USAGE.exitCode();
    }

    private static int explainFailure(Exception problem, CommandLine line, CommandLine.ParseResult arguments)
            throws Exception {
        return switch (problem) {
            case Failure failure -> {
                line.getErr().println("error: " + Terminal.safe(failure.getMessage()));
                yield failure.kind().exitCode();
            }
            case ServerAway away -> {
                line.getErr().println(away.getMessage());
                yield Failure.Kind.INFRASTRUCTURE.exitCode();
            }
            default -> throw problem;
        };
    }

    /** The version of the jar this class comes from. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Assay.class.getPackage().getImplementationVersion();
            return new String[] {"assay " + (version == null ? "(not packaged)" : version)};
        }
    }
}

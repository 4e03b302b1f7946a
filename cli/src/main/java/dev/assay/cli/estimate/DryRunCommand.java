package dev.assay.cli.estimate;

import dev.assay.cli.prompt.PromptText;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.estimate.DryRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay dry-run}. */
@Command(
        name = "dry-run",
        description = "Render every prompt of an experiment and check every request; calls no model and needs no key. "
                + "Exit code 1 where a problem cannot be asked.")
public final class DryRunCommand implements Callable<Integer> {

    private static final int CANNOT_BE_ASKED = 1;

    private final Session session;

    @Parameters(paramLabel = "EXPERIMENT", description = "Id of an experiment.")
    private String experimentId;

    @Option(
            names = "--previews",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many prompts to show, 0 to 100 (default ${DEFAULT-VALUE}).")
    private int previews;

    public DryRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DryRun dryRun = session.client().dryRun(experimentId, previews);
        if (session.json()) {
            session.print(dryRun);
        } else {
            print(dryRun);
        }
        return dryRun.errors() == 0 ? 0 : CANNOT_BE_ASKED;
    }

    private void print(DryRun dryRun) {
        Terminal terminal = session.terminal();
        dryRun.previews().forEach(preview -> new PromptText(terminal).print(preview));
        Table table = Table.of(">calls", ">new", ">answered", ">errors", ">tokens in", ">expected out", ">most out");
        table.row(
                Figures.count(dryRun.total()),
                Figures.count(dryRun.newCalls()),
                Figures.count(dryRun.answered()),
                Figures.count(dryRun.errors()),
                Figures.count(dryRun.expected().inputTokens()),
                Figures.count(
                        dryRun.expected().outputTokens() + dryRun.expected().reasoningTokens()),
                Figures.count(dryRun.maxOutputTokens()));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        dryRun.notes().forEach(note -> terminal.note(Terminal.safe("note: " + note)));
        dryRun.errorDetails()
                .forEach(error -> terminal.note(Terminal.safe("error: " + error.problemId() + ": " + error.reason())));
    }
}

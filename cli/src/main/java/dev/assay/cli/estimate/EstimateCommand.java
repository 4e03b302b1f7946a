package dev.assay.cli.estimate;

import dev.assay.cli.http.EstimateDocument;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.estimate.Estimate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay estimate}. */
@Command(
        name = "estimate",
        description = "Say what a run over experiments would cost, from its rendered prompts; calls no model. "
                + "Exit code 1 where the limit does not suffice, or a price is unknown under a limit.")
public final class EstimateCommand implements Callable<Integer> {

    private static final int NOT_ENOUGH = 1;

    private final Session session;

    @Parameters(paramLabel = "EXPERIMENT", arity = "1..*", description = "Ids of experiments.")
    private List<String> experimentIds;

    @Option(names = "--limit-usd", paramLabel = "AMOUNT", description = "What the run may spend.")
    private BigDecimal limitUsd;

    @Option(
            names = "--reuse-answers",
            negatable = true,
            description = "Count earlier answers to the same request as free, or do not "
                    + "(default: as the run would, at temperature 0 only).")
    private Boolean reuseAnswers;

    public EstimateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Estimate estimate = session.client()
                .estimate(new EstimateDocument(
                        experimentIds, Optional.ofNullable(limitUsd), Optional.ofNullable(reuseAnswers)));
        if (session.json()) {
            session.print(estimate);
        } else {
            print(estimate);
        }
        boolean enough =
                estimate.remainingUsd().filter(left -> left.signum() >= 0).isPresent();
        return estimate.limitUsd().isEmpty() || enough ? 0 : NOT_ENOUGH;
    }

    private void print(Estimate estimate) {
        Terminal terminal = session.terminal();
        Table table = Table.of("model", ">calls", ">answered", ">tokens in", ">out", ">least", ">expected", ">most");
        estimate.models()
                .forEach(model -> table.row(
                        model.model(),
                        Figures.count(model.calls()),
                        Figures.count(model.answered()),
                        Figures.count(model.inputTokens()),
                        Figures.count(model.expectedOutputTokens()),
                        Figures.usd(model.minCostUsd()),
                        Figures.usd(model.estCostUsd()),
                        Figures.usd(model.maxCostUsd())));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        terminal.print("");
        terminal.print(Figures.count(estimate.totalExperiments()) + " experiments, "
                + Figures.count(estimate.totalCalls()) + " calls: " + cost(estimate));
        estimate.limitUsd().ifPresent(limit -> terminal.print(left(estimate, limit)));
        estimate.notes().forEach(note -> terminal.note(Terminal.safe("note: " + note)));
        if (estimate.errors() > 0) {
            terminal.note(Figures.count(estimate.errors()) + " calls can never be made; why: assay dry-run EXPERIMENT");
        }
    }

    private static String cost(Estimate estimate) {
        if (estimate.estimatedCostUsd().isEmpty()) {
            return "unknown, as no price is known";
        }
        String bound = estimate.unpricedCalls() > 0
                ? "at least (" + Figures.count(estimate.unpricedCalls()) + " have no known price) "
                : "";
        return bound + Figures.usd(estimate.minCostUsd()) + " to " + Figures.usd(estimate.maxCostUsd()) + ", expected "
                + Figures.usd(estimate.estimatedCostUsd());
    }

    private static String left(Estimate estimate, BigDecimal limit) {
        return estimate.remainingUsd()
                .map(left -> left.signum() < 0
                        ? "the limit of " + Figures.usd(limit) + " does not suffice: " + Figures.usd(left.negate())
                                + " are missing"
                        : Figures.usd(left) + " of the limit of " + Figures.usd(limit) + " remain")
                .orElse("what remains of the limit of " + Figures.usd(limit) + " is unknown, as a price is");
    }
}

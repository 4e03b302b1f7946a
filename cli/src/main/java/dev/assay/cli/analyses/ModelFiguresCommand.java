package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.ModelFigures;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay analyses models}. */
@Command(name = "models", description = "Show each model's mean success rate and cost per success over runs.")
final class ModelFiguresCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Scope scope;

    ModelFiguresCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ModelFigures> models = session.client().modelFigures(scope.query());
        if (session.json()) {
            session.print(new Page<>(models, Optional.empty()));
            return 0;
        }
        Table table = Table.of("model", ">runs", ">passed", ">mean rate", ">cost", ">per pass");
        models.forEach(model -> table.row(
                model.model(),
                Figures.count(model.experiments()),
                Figures.count(model.passed()) + "/" + Figures.count(model.judged()),
                model.meanSuccessRate().map(Figures::percent).orElse(""),
                model.unknownCosts() > 0 ? "unknown" : Figures.usd(model.costUsd()),
                model.costPerSuccessUsd().map(Figures::usd).orElse("")));
        table.lines(Terminal.WIDTH).forEach(session.terminal()::print);
        return 0;
    }
}

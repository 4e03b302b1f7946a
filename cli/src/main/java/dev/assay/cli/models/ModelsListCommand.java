package dev.assay.cli.models;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelList;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code assay models list}. */
@Command(
        name = "list",
        description = "List the models of the catalogue, and those that experiments name by their address. "
                + "Prices: USD per million tokens.")
final class ModelsListCommand implements Callable<Integer> {

    private final Session session;

    ModelsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ModelList models = session.client().models();
        if (session.json()) {
            session.print(models);
            return 0;
        }
        Table table = Table.of("model", "provider", ">input", ">output", "key", ">used");
        for (Model model : models.items()) {
            table.row(
                    model.slug().orElse(model.name()),
                    model.provider(),
                    price(model.price().map(Price::input)),
                    price(model.price().map(Price::output)),
                    key(model),
                    model.experiments().map(String::valueOf).orElse(""));
        }
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }

    private static String price(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse("unknown");
    }

    private static String key(Model model) {
        return model.keySet() ? "ok" : "missing";
    }
}

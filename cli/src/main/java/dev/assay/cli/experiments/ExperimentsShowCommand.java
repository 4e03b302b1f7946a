package dev.assay.cli.experiments;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay experiments show}. */
@Command(name = "show", description = "Show an experiment.")
final class ExperimentsShowCommand implements Callable<Integer> {

    private static final int LABEL = 15;

    private final Session session;

    @Parameters(paramLabel = "EXPERIMENT", description = "Id of an experiment.")
    private String experimentId;

    ExperimentsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Experiment experiment = session.client().experiment(experimentId);
        if (session.json()) {
            session.print(experiment);
        } else {
            print(experiment);
        }
        return 0;
    }

    private void print(Experiment experiment) {
        line("experiment", experiment.experimentId());
        line("description", experiment.description());
        line("tags", String.join(", ", experiment.tags()));
        ModelSpec model = experiment.model();
        line("model", model.slug().orElse(model.name()) + " at " + model.baseUrl());
        line("concurrency", Integer.toString(model.maxConcurrency()));
        line("price", model.price().map(ExperimentsShowCommand::price).orElse("unknown"));
        line(
                "data set",
                experiment.dataset().datasetId() + ", " + experiment.dataset().slice());
        line(
                "strategy",
                experiment.strategy().type() + ", samples "
                        + experiment.strategy().samples());
        line("template", experiment.promptTemplate());
        line("sampling", sampling(experiment.sampling()));
        line("updated", experiment.updatedAt().toString());
    }

    private static String price(Price price) {
        return "$" + price.input().toPlainString() + " in, $" + price.output().toPlainString()
                + " out per million tokens";
    }

    private static String sampling(Sampling sampling) {
        return "temperature " + sampling.temperature() + ", at most " + sampling.maxOutputTokens() + " tokens"
                + sampling.seed().map(seed -> ", seed " + seed).orElse("");
    }

    private void line(String label, String text) {
        if (!text.isEmpty()) {
            session.terminal().print(label + " ".repeat(LABEL - label.length()) + Terminal.safe(text));
        }
    }
}

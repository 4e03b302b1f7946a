package dev.assay.cli.experiments;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.experiment.Experiment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay experiments list}. */
@Command(name = "list", description = "List experiments, in the order of their ids.")
final class ExperimentsListCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
    private String tag;

    @Option(names = "--dataset", paramLabel = "ID", description = "Only those over this data set.")
    private String dataset;

    @Option(names = "--model", paramLabel = "NAME", description = "Only those with a model of this name.")
    private String model;

    @Option(names = "--limit", description = "At most this many (default: all).")
    private Integer limit;

    ExperimentsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> filter = new LinkedHashMap<>();
        Optional.ofNullable(tag).ifPresent(text -> filter.put("tag", text));
        Optional.ofNullable(dataset).ifPresent(text -> filter.put("dataset_id", text));
        Optional.ofNullable(model).ifPresent(text -> filter.put("model", text));
        List<Experiment> experiments = session.client().experiments(filter, limit == null ? Integer.MAX_VALUE : limit);
        if (session.json()) {
            session.print(new Page<>(experiments, Optional.empty()));
            return 0;
        }
        Table table = Table.of("experiment", "model", "data set", "slice", "template", ">samples", ">temp.");
        experiments.forEach(one -> table.row(
                one.experimentId(),
                one.model().slug().orElse(one.model().name()),
                one.dataset().datasetId(),
                one.dataset().slice(),
                one.promptTemplate(),
                Integer.toString(one.strategy().samples()),
                Double.toString(one.sampling().temperature())));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }
}

package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the experiments that have tags, by the whole tag: {@code deepseek-v3} does not find {@code deepseek-v32}. */
final class TaggedExperiments {

    private final AssayClient client;
    private final Terminal terminal;

    TaggedExperiments(AssayClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Ids of those with all of the tags, without the ones that have no problem: they are said and left out. */
    List<String> with(List<String> tags) {
        List<Experiment> tagged = client.experiments(Map.of("tag", tags.getFirst()), Integer.MAX_VALUE).stream()
                .filter(experiment -> experiment.tags().containsAll(tags))
                .toList();
        if (tagged.isEmpty()) {
            throw Failure.usage("no experiment has the tags " + String.join(", ", tags)
                    + "; see: assay experiments list --tag " + tags.getFirst());
        }
        Map<DatasetSelection, Boolean> filled = new HashMap<>();
        List<Experiment> askable = tagged.stream()
                .filter(experiment -> filled.computeIfAbsent(experiment.dataset(), client::hasProblems))
                .toList();
        tagged.stream()
                .filter(experiment -> !askable.contains(experiment))
                .forEach(experiment ->
                        terminal.note("left out, as its slice holds no problem: " + experiment.experimentId()));
        if (askable.isEmpty()) {
            throw Failure.usage("no experiment with the tags " + String.join(", ", tags) + " has a problem to run");
        }
        return askable.stream().map(Experiment::experimentId).toList();
    }
}

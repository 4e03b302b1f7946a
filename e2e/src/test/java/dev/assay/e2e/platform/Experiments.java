package dev.assay.e2e.platform;

import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.problem.ProblemSet;
import java.util.Map;

/** Request documents of experiments with a scripted model. */
public final class Experiments {

    private Experiments() {}

    /** One sample a problem. */
    public static Map<String, Object> of(
            ScriptedModelServer model, ProblemSet set, int concurrency, double temperature) {
        return Map.of(
                "model",
                Map.of(
                        "base_url",
                        model.baseUrl(),
                        "name",
                        ScriptedModelServer.MODEL,
                        "max_concurrency",
                        concurrency,
                        "timeout_seconds",
                        600),
                "dataset",
                Map.of("dataset_id", set.id()),
                "sampling",
                Map.of("temperature", temperature));
    }
}

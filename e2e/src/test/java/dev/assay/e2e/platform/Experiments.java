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
                model(model, concurrency),
                "dataset",
                Map.of("dataset_id", set.id()),
                "sampling",
                Map.of("temperature", temperature));
    }

    /** Repairs, in which the model itself analyses each problem before and looks at its attempts. */
    public static Map<String, Object> helped(
            ScriptedModelServer model, int concurrency, int maxIterations, String feedback, int checkpointInterval) {
        return Map.of(
                "type",
                "iterative",
                "max_iterations",
                maxIterations,
                "feedback",
                feedback,
                "specifier",
                Map.of("model", model(model, concurrency)),
                "reviewer",
                Map.of("model", model(model, concurrency), "checkpoint_interval", checkpointInterval));
    }

    private static Map<String, Object> model(ScriptedModelServer model, int concurrency) {
        return Map.of(
                "base_url",
                model.baseUrl(),
                "name",
                ScriptedModelServer.MODEL,
                "max_concurrency",
                concurrency,
                "timeout_seconds",
                600);
    }
}

package dev.assay.local.service;

import dev.assay.local.port.Port;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The applications that make up the platform, in the order in which they are started. */
public final class Services {

    private static final int HEAP = 192;

    private static final Service MODEL_SERVER = new Service(
            "model-server",
            Port.MODEL,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of("ASSAY_MODEL_"),
            128);

    private static final List<Service> ALL = List.of(
            MODEL_SERVER,
            new Service(
                    "dataset-service",
                    Port.DATASET,
                    Optional.of("DATASET"),
                    Optional.of("dataset"),
                    Set.of(),
                    Set.of("EXPERIMENT", "LLM", "EXECUTOR", "SCORER"),
                    Set.of("ASSAY_IMPORT_", "ASSAY_GATE_"),
                    HEAP),
            new Service(
                    "llm-worker",
                    Port.LLM,
                    Optional.of("LLM"),
                    Optional.of("llm"),
                    Set.of(Port.DATASET),
                    Set.of("EXPERIMENT"),
                    Set.of("ASSAY_LLM_", "OPENROUTER_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ASSAY_API_KEY"),
                    HEAP),
            new Service(
                    "scorer-service",
                    Port.SCORER,
                    Optional.of("SCORER"),
                    Optional.of("score"),
                    Set.of(Port.DATASET),
                    Set.of("EXPERIMENT"),
                    Set.of("ASSAY_PUBLISH_"),
                    HEAP),
            new Service(
                    "executor-service",
                    Port.EXECUTOR,
                    Optional.of("EXECUTOR"),
                    Optional.empty(),
                    Set.of(Port.DATASET),
                    Set.of("EXPERIMENT"),
                    Set.of("ASSAY_EXECUTOR_"),
                    HEAP),
            new Service(
                    "experiment-service",
                    Port.EXPERIMENT,
                    Optional.of("EXPERIMENT"),
                    Optional.of("experiment"),
                    Set.of(Port.DATASET, Port.LLM, Port.SCORER, Port.EXECUTOR),
                    Set.of(),
                    Set.of("ASSAY_DISPATCH_", "ASSAY_EXPERIMENT_", "ASSAY_IMPORT_", "ASSAY_WEBHOOK_URL"),
                    HEAP));

    private Services() {}

    public static List<Service> all() {
        return ALL;
    }

    /** Every name under which a service calls another. */
    public static Set<String> callers() {
        return present(Service::caller);
    }

    /** Every schema of the database. */
    public static Set<String> schemas() {
        return present(Service::schema);
    }

    private static Set<String> present(Function<Service, Optional<String>> property) {
        Set<String> values = new TreeSet<>();
        ALL.forEach(service -> property.apply(service).ifPresent(values::add));
        return values;
    }
}

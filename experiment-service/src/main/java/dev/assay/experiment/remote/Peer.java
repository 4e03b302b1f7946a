package dev.assay.experiment.remote;

import dev.assay.experiment.config.ExperimentConfig;
import java.net.URI;

/** A service that this one calls. */
public enum Peer {
    DATASETS("dataset-service"),
    LLM("llm-worker"),
    SCORER("scorer-service"),
    EXECUTOR("executor-service");

    private final String serviceName;

    Peer(String serviceName) {
        this.serviceName = serviceName;
    }

    public String serviceName() {
        return serviceName;
    }

    URI address(ExperimentConfig.Services services) {
        return switch (this) {
            case DATASETS -> services.datasetUrl();
            case LLM -> services.llmUrl();
            case SCORER -> services.scorerUrl();
            case EXECUTOR -> services.executorUrl();
        };
    }
}

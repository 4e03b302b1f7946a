package dev.assay.local.port;

/** A port of the platform on loopback: its place after the base port and what answers there. */
public enum Port {
    EXPERIMENT(0, "experiment-service"),
    DATASET(1, "dataset-service"),
    LLM(2, "llm-worker"),
    EXECUTOR(3, "executor-service"),
    SCORER(4, "scorer-service"),
    MODEL(5, "model-server"),
    KAFKA(6, "kafka"),
    KAFKA_CONTROLLER(7, "kafka"),
    POSTGRES(8, "postgres");

    private final int offset;
    private final String component;

    Port(int offset, String component) {
        this.offset = offset;
        this.component = component;
    }

    /** The name of the component that answers there. */
    public String component() {
        return component;
    }

    /** The environment variable that sets this port alone. */
    public String variable() {
        return "ASSAY_PORT_" + name();
    }

    int offset() {
        return offset;
    }
}

package dev.assay.experiment.dispatch;

import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Hands trials out: fills the windows from the backlog, then sends what the outbox holds. */
@ApplicationScoped
public class DispatchLoop {

    private final WindowFill windows;
    private final ModelDispatch models;
    private final ProvidedDispatch provided;
    private final int batch;
    private final Loop loop;

    DispatchLoop(
            WindowFill windows, ModelDispatch models, ProvidedDispatch provided, ExperimentConfig config, Drain drain) {
        this.windows = windows;
        this.models = models;
        this.provided = provided;
        this.batch = config.dispatch().batch();
        this.loop = new Loop("dispatch", config.dispatch().interval(), drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Says that there may be something to do. */
    public void wake() {
        loop.wake();
    }

    private boolean turn() {
        windows.keys().forEach(windows::fill);
        int sentToModels = models.send();
        int sentProvided = provided.send();
        return sentToModels == batch || sentProvided == batch;
    }
}

package dev.assay.executor.event;

import dev.assay.executor.ExecutorSettings;
import jakarta.enterprise.context.ApplicationScoped;

/** How many records are in hand at a time. */
@ApplicationScoped
class SlotCount {

    private final int value;

    SlotCount(ExecutorSettings settings) {
        this.value = settings.slots().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    int value() {
        return value;
    }
}

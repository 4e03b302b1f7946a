package dev.assay.dataset.gate;

import dev.assay.contracts.event.CheckExecuted;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.BatchConsumer;
import dev.assay.frame.event.DeadLetters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code assay.checked} to the {@link CheckResults}, and then lets the next checks go out. */
@ApplicationScoped
class CheckConsumer {

    private final BatchConsumer<CheckExecuted> checked;

    CheckConsumer(CheckResults results, CheckDispatcher dispatcher, DeadLetters deadLetters, Drain drain) {
        this.checked = new BatchConsumer<>(CheckExecuted.class, deadLetters, drain, batch -> {
            results.settle(batch);
            dispatcher.wake();
        });
    }

    @Incoming("checked")
    @RunOnVirtualThread
    CompletionStage<Void> checked(KafkaRecordBatch<String, byte[]> batch) {
        return checked.accept(batch);
    }
}

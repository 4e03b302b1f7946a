package dev.assay.scorer.intake;

import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.BatchConsumer;
import dev.assay.frame.event.DeadLetters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes {@code assay.generated} and {@code assay.executed} to the {@link Intake}. */
@ApplicationScoped
class EventConsumers {

    private final BatchConsumer<AttemptGenerated> generated;
    private final BatchConsumer<AttemptExecuted> executed;

    EventConsumers(Intake intake, DeadLetters deadLetters, Drain drain) {
        this.generated = new BatchConsumer<>(AttemptGenerated.class, deadLetters, drain, intake::generated);
        this.executed = new BatchConsumer<>(AttemptExecuted.class, deadLetters, drain, intake::executed);
    }

    @Incoming("generated")
    @RunOnVirtualThread
    CompletionStage<Void> generated(KafkaRecordBatch<String, byte[]> batch) {
        return generated.accept(batch);
    }

    @Incoming("executed")
    @RunOnVirtualThread
    CompletionStage<Void> executed(KafkaRecordBatch<String, byte[]> batch) {
        return executed.accept(batch);
    }
}

package dev.assay.llm.inbox;

import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.BatchConsumer;
import dev.assay.frame.event.DeadLetters;
import dev.assay.llm.work.ClaimLoop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes requests from {@code assay.generate} into the ledger. */
@ApplicationScoped
class GenerateConsumer {

    private final BatchConsumer<GenerateAttempt> consumer;
    private final Inbox inbox;
    private final ClaimLoop claims;

    GenerateConsumer(Inbox inbox, ClaimLoop claims, DeadLetters deadLetters, Drain drain) {
        this.inbox = inbox;
        this.claims = claims;
        this.consumer = new BatchConsumer<>(GenerateAttempt.class, deadLetters, drain, this::handle);
    }

    @Incoming("generate")
    @RunOnVirtualThread
    CompletionStage<Void> accept(KafkaRecordBatch<String, byte[]> batch) {
        return consumer.accept(batch);
    }

    private void handle(List<GenerateAttempt> requests) {
        inbox.accept(requests);
        claims.wake();
    }
}

package dev.assay.frame.event;

import dev.assay.contracts.json.AssayJson;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.drain.DrainingException;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes batches of records of one type through decode, handle, acknowledge.
 *
 * <p>A record that cannot be decoded goes to the dead letters. A handler that fails for a passing reason ({@link
 * Transience}) is called again until it succeeds; one that fails for good is called record by record, and only the
 * guilty ones go to the dead letters. So the channel never stops and nothing that could be handled is lost.
 * Handlers must be idempotent: records can come twice and in any order.
 */
public final class BatchConsumer<E> {

    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Class<E> type;
    private final DeadLetters deadLetters;
    private final Drain drain;
    private final Consumer<List<E>> handler;

    public BatchConsumer(Class<E> type, DeadLetters deadLetters, Drain drain, Consumer<List<E>> handler) {
        this.type = type;
        this.deadLetters = deadLetters;
        this.drain = drain;
        this.handler = handler;
    }

    /**
     * Handles a batch and acknowledges it; the stage completes when the acknowledgement is in. It never completes where
     * the drain came in between: the records stay unacknowledged and come again, here or elsewhere.
     */
    public CompletionStage<Void> accept(KafkaRecordBatch<String, byte[]> batch) {
        try (Drain.Work work = drain.begin()) {
            List<Decoded<E>> decoded = new ArrayList<>();
            for (KafkaRecord<String, byte[]> record : batch.getRecords()) {
                decode(record, decoded);
            }
            if (!decoded.isEmpty()) {
                handle(decoded);
            }
            return batch.ack();
        } catch (DrainingException goingDown) {
            return new CompletableFuture<>();
        }
    }

    private record Decoded<E>(KafkaRecord<String, byte[]> record, E event) {}

    private void decode(KafkaRecord<String, byte[]> record, List<Decoded<E>> decoded) {
        try {
            decoded.add(new Decoded<>(record, AssayJson.read(record.getPayload(), type)));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            bury(record, e);
        }
    }

    private void bury(KafkaRecord<String, byte[]> record, Throwable reason) {
        untilItPasses(() -> deadLetters.bury(record, reason));
    }

    private void handle(List<Decoded<E>> decoded) {
        try {
            List<E> events = decoded.stream().map(Decoded::event).toList();
            untilItPasses(() -> handler.accept(events));
        } catch (DrainingException goingDown) {
            throw goingDown;
        } catch (RuntimeException | Error poisoned) {
            if (decoded.size() == 1) {
                bury(decoded.getFirst().record(), poisoned);
                return;
            }
            decoded.forEach(one -> handle(List.of(one)));
        }
    }

    private void untilItPasses(Runnable step) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (!Transience.isPassing(e)) {
                    throw e;
                }
                LOG.warnf(
                        "%s: trying again in %d ms: %s", type.getSimpleName(), pause.toMillis(), DeadLetters.brief(e));
                drain.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}

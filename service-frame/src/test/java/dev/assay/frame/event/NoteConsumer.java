package dev.assay.frame.event;

import dev.assay.frame.drain.Drain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A service's consumer as the frame wants it, with a handler that fails as its notes say. */
@ApplicationScoped
class NoteConsumer {

    private final BatchConsumer<Note> consumer;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Semaphore gate = new Semaphore(0);
    private final List<String> handled = new CopyOnWriteArrayList<>();

    NoteConsumer(DeadLetters deadLetters, Drain drain) {
        consumer = new BatchConsumer<>(Note.class, deadLetters, drain, this::handle);
    }

    @Incoming("tested")
    @RunOnVirtualThread
    CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return consumer.accept(batch);
    }

    /** The texts of the notes that were handled, in order; a batch that fails handles none of its own. */
    List<String> handled() {
        return handled;
    }

    /** Lets one waiting note pass. */
    void openGate() {
        gate.release();
    }

    int calls(String text) {
        return calls.getOrDefault(text, new AtomicInteger()).get();
    }

    private void handle(List<Note> notes) {
        for (Note note : notes) {
            int call = calls.computeIfAbsent(note.text(), text -> new AtomicInteger())
                    .incrementAndGet();
            switch (note.kind()) {
                case POISON ->
                    throw new IllegalArgumentException("cannot be handled: " + note.text() + " " + "x".repeat(5_000));
                case BOTTOMLESS -> throw new StackOverflowError("too deep: " + note.text());
                case WAITING -> gate.acquireUninterruptibly();
                case HARMLESS -> {
                    // Fails only for a passing reason, below.
                }
            }
            if (call <= note.failures()) {
                throw new IllegalStateException(new SQLException("the database restarts", "57P01"));
            }
        }
        notes.forEach(note -> handled.add(note.text()));
    }
}

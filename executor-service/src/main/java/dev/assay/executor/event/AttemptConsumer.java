package dev.assay.executor.event;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.execute.AnswerExecutor;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.DeadLetters;
import dev.assay.frame.event.EventPublisher;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Takes {@code assay.generated} to {@code assay.executed}. */
@ApplicationScoped
class AttemptConsumer {

    private final AnswerExecutor executor;
    private final EventPublisher executed;
    private final SlotSubscriber<AttemptGenerated> records;

    AttemptConsumer(
            AnswerExecutor executor,
            SlotCount slots,
            DeadLetters deadLetters,
            Drain drain,
            @Channel("executed") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter) {
        this.executor = executor;
        this.executed = new EventPublisher(emitter, Topics.EXECUTED, "executor-service");
        this.records = new SlotSubscriber<>(AttemptGenerated.class, slots.value(), deadLetters, drain, this::run);
    }

    @Incoming("generated")
    Flow.Subscriber<Message<byte[]>> generated() {
        return records;
    }

    private void run(AttemptGenerated attempt) {
        if (attempt.role().isPresent()) {
            return; // What helps is not run.
        }
        switch (attempt.outcome()) {
            case GenerationOutcome.Answered answered -> {
                var generation = answered.generation();
                executor.execute(
                                attempt.problem(),
                                new Answer(generation.form(), generation.answer(), generation.language()))
                        .map(RecordSize::fit)
                        .ifPresent(outcome -> executed.publish(
                                attempt.attempt().trialId(),
                                new AttemptExecuted(attempt.attempt(), attempt.problem(), outcome)));
            }
            case GenerationOutcome.Failed failed -> {
                // There is nothing to run.
            }
            case GenerationOutcome.Withheld withheld -> {
                // There is nothing to run.
            }
        }
    }
}

package dev.assay.executor.event;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.CheckRequested;
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

/** Takes {@code assay.check} to {@code assay.checked}: candidates with a known result, run as any answer is. */
@ApplicationScoped
class CheckConsumer {

    private final AnswerExecutor executor;
    private final EventPublisher checked;
    private final SlotSubscriber<CheckRequested> records;

    CheckConsumer(
            AnswerExecutor executor,
            SlotCount slots,
            DeadLetters deadLetters,
            Drain drain,
            @Channel("checked") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter) {
        this.executor = executor;
        this.checked = new EventPublisher(emitter, Topics.CHECKED, "executor-service");
        this.records = new SlotSubscriber<>(CheckRequested.class, slots.value(), deadLetters, drain, this::run);
    }

    @Incoming("check")
    Flow.Subscriber<Message<byte[]>> check() {
        return records;
    }

    private void run(CheckRequested check) {
        executor.execute(check.problem(), new Answer(check.form(), check.answer(), check.language()))
                .map(RecordSize::fit)
                .ifPresent(outcome -> checked.publish(
                        check.checkId(),
                        new CheckExecuted(check.checkId(), check.problem(), check.candidate(), outcome)));
    }
}

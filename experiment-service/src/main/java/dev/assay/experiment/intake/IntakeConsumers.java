package dev.assay.experiment.intake;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.StageError;
import dev.assay.experiment.dispatch.DispatchLoop;
import dev.assay.experiment.run.RunEnding;
import dev.assay.experiment.trial.AttemptSignal;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.BatchConsumer;
import dev.assay.frame.event.DeadLetters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what comes of attempts: that the model call is over, and that there is a verdict. */
@ApplicationScoped
class IntakeConsumers {

    private final AttemptIntake intake;
    private final DispatchLoop dispatch;
    private final RunEnding ending;
    private final BatchConsumer<GeneratedNotice> generated;
    private final BatchConsumer<AttemptFinished> finished;

    IntakeConsumers(
            AttemptIntake intake, DispatchLoop dispatch, RunEnding ending, DeadLetters deadLetters, Drain drain) {
        this.intake = intake;
        this.dispatch = dispatch;
        this.ending = ending;
        this.generated = new BatchConsumer<>(GeneratedNotice.class, deadLetters, drain, this::takeGenerated);
        this.finished = new BatchConsumer<>(AttemptFinished.class, deadLetters, drain, this::takeFinished);
    }

    @Incoming("generated")
    @RunOnVirtualThread
    CompletionStage<Void> generated(KafkaRecordBatch<String, byte[]> batch) {
        return generated.accept(batch);
    }

    @Incoming("finished")
    @RunOnVirtualThread
    CompletionStage<Void> finished(KafkaRecordBatch<String, byte[]> batch) {
        return finished.accept(batch);
    }

    private void takeGenerated(List<GeneratedNotice> notices) {
        take(notices.stream()
                .filter(notice -> !notice.isProvided())
                .map(IntakeConsumers::heard)
                .toList());
    }

    private static Heard heard(GeneratedNotice notice) {
        return new Heard(
                notice.attempt().attemptId(),
                notice.role().isPresent() ? signalOfHelp(notice) : signal(notice),
                Optional.empty(),
                notice.outcome().generation().map(source -> new Used(source.usage(), source.cost())));
    }

    private static AttemptSignal signal(GeneratedNotice notice) {
        int dispatch = notice.attempt().dispatchNumber();
        return notice.outcome()
                .reason()
                .<AttemptSignal>map(reason -> new AttemptSignal.Withheld(dispatch, reason))
                .orElseGet(() -> new AttemptSignal.Generated(dispatch));
    }

    /** Nobody judges a call that helps, so its end is told here already. */
    private static AttemptSignal signalOfHelp(GeneratedNotice notice) {
        int dispatch = notice.attempt().dispatchNumber();
        return notice.outcome().generation().isPresent()
                ? new AttemptSignal.Judged(dispatch)
                : notice.outcome()
                        .error()
                        .<AttemptSignal>map(error -> new AttemptSignal.Failed(dispatch, error.retryable()))
                        .orElseGet(() -> signal(notice));
    }

    private void takeFinished(List<AttemptFinished> events) {
        take(events.stream().map(event -> new Heard(signal(event), event)).toList());
    }

    private static AttemptSignal signal(AttemptFinished event) {
        int dispatch = event.attempt().dispatchNumber();
        return event.verdict() == Verdict.INFRASTRUCTURE_ERROR
                ? new AttemptSignal.Failed(
                        dispatch, event.error().map(StageError::retryable).orElse(true))
                : new AttemptSignal.Judged(dispatch);
    }

    private void take(List<Heard> heard) {
        if (!heard.isEmpty()) {
            intake.take(heard);
            dispatch.wake();
            ending.wake();
        }
    }
}

package dev.assay.experiment.dispatch;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.record.Generation;
import dev.assay.experiment.answer.BroughtAnswers;
import dev.assay.experiment.answer.BroughtAnswers.BroughtAnswer;
import dev.assay.experiment.dispatch.Outbox.Route;
import dev.assay.experiment.dispatch.Outbox.Unsent;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.event.EventPublisher.Keyed;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends brought answers to where answers of models go; few at a time, for an answer may be large. */
@ApplicationScoped
class ProvidedDispatch {

    /** With the largest answers, what is in memory at once stays within some 30 MiB. */
    private static final int AT_ONCE = 4;

    private final Outbox outbox;
    private final BroughtAnswers answers;
    private final EventPublisher publisher;

    ProvidedDispatch(
            Outbox outbox,
            BroughtAnswers answers,
            @Channel("provided") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter) {
        this.outbox = outbox;
        this.answers = answers;
        this.publisher = new EventPublisher(emitter, Topics.GENERATED, "experiment-service");
    }

    /** Sends what is due; returns how many were sent. */
    int send() {
        List<Unsent> due = outbox.take(Route.PROVIDED);
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            List<Unsent> some = due.subList(from, Math.min(due.size(), from + AT_ONCE));
            publisher.publish(some.stream()
                    .map(one -> new Keyed(one.attempt().trialId(), event(one)))
                    .toList());
            outbox.markSent(some.stream().map(Unsent::attempt).toList());
        }
        return due.size();
    }

    private AttemptGenerated event(Unsent one) {
        UUID trialId = one.attempt().trialId();
        BroughtAnswer answer = answers.read(trialId);
        return new AttemptGenerated(
                one.attempt(),
                one.problem(),
                new GenerationOutcome.Answered(Generation.provided(answer.form(), answer.answer())));
    }
}

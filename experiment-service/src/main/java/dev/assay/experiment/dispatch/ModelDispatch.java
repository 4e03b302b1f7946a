package dev.assay.experiment.dispatch;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.experiment.dispatch.Outbox.Route;
import dev.assay.experiment.dispatch.Outbox.Unsent;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.event.EventPublisher.Keyed;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends attempts to llm-worker. */
@ApplicationScoped
class ModelDispatch {

    private final Outbox outbox;
    private final EventPublisher publisher;

    ModelDispatch(
            Outbox outbox,
            @Channel("generate") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter) {
        this.outbox = outbox;
        this.publisher = new EventPublisher(emitter, Topics.GENERATE, "experiment-service");
    }

    /** Sends what is due; returns how many were sent. */
    int send() {
        List<Unsent> due = outbox.take(Route.MODEL);
        if (!due.isEmpty()) {
            publisher.publish(due.stream()
                    .map(one -> new Keyed(one.attempt().trialId(), event(one)))
                    .toList());
            outbox.markSent(due.stream().map(Unsent::attempt).toList());
        }
        return due.size();
    }

    private static GenerateAttempt event(Unsent one) {
        Strategy strategy = one.experiment().strategy();
        int number = one.attempt().attemptNumber();
        return new GenerateAttempt(
                one.attempt(),
                one.problem(),
                one.attempt().runId(),
                one.experiment().model(),
                ofAttempt(one.experiment().sampling(), number),
                one.sampleNumber(),
                one.experiment().promptTemplate(),
                one.reuseAnswers(),
                one.previous(),
                strategy.feedbackPolicy().filter(policy -> number < strategy.maxIterations()),
                one.experiment().language());
    }

    /** A model that is asked the same again must be able to answer something else. */
    private static Sampling ofAttempt(Sampling sampling, int number) {
        return sampling.seed().map(seed -> sampling.withSeed(seed + number - 1)).orElse(sampling);
    }
}

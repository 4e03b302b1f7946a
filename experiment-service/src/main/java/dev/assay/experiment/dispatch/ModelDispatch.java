package dev.assay.experiment.dispatch;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Reviewer;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Specifier;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.experiment.dispatch.Outbox.Asked;
import dev.assay.experiment.dispatch.Outbox.Route;
import dev.assay.experiment.dispatch.Outbox.Unsent;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.event.EventPublisher.Keyed;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends attempts to llm-worker. */
@ApplicationScoped
class ModelDispatch {

    /** A specification serves all samples, and later runs: what it is asked with does not name one. */
    private static final int ANY_SAMPLE = 1;

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
        return one.asked().map(asked -> helping(one, asked)).orElseGet(() -> answering(one));
    }

    private static GenerateAttempt answering(Unsent one) {
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
                one.experiment().language(),
                Optional.empty(),
                one.advice());
    }

    private static GenerateAttempt helping(Unsent one, Asked asked) {
        Strategy strategy = one.experiment().strategy();
        return switch (asked.help()) {
            case Help.Specification() -> {
                Specifier specifier = strategy.specifier().orElseThrow();
                yield helping(one, asked, specifier.model(), specifier.sampling(), ANY_SAMPLE, true);
            }
            case Help.Review(var _) -> {
                Reviewer reviewer = strategy.reviewer().orElseThrow();
                yield helping(
                        one, asked, reviewer.model(), reviewer.sampling(), one.sampleNumber(), one.reuseAnswers());
            }
        };
    }

    private static GenerateAttempt helping(
            Unsent one, Asked asked, ModelSpec model, Sampling sampling, int sampleNumber, boolean reuse) {
        return new GenerateAttempt(
                one.attempt(),
                one.problem(),
                one.attempt().runId(),
                model.withMaxConcurrency(asked.maxConcurrency()),
                sampling,
                sampleNumber,
                one.experiment().promptTemplate(),
                reuse,
                Optional.empty(),
                Optional.empty(),
                one.experiment().language(),
                Optional.of(asked.help()),
                one.advice());
    }

    /** A model that is asked the same again must be able to answer something else. */
    private static Sampling ofAttempt(Sampling sampling, int number) {
        return sampling.seed().map(seed -> sampling.withSeed(seed + number - 1)).orElse(sampling);
    }
}

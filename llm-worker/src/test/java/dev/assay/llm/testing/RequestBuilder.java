package dev.assay.llm.testing;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.Advice;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Feedback;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Builds requests for model calls; each new builder is a new attempt. */
public final class RequestBuilder {

    private final UUID trialId = UUID.randomUUID();
    private int attemptNumber = 1;
    private Optional<PreviousAttempt> previous = Optional.empty();
    private Optional<FeedbackPolicy> feedback = Optional.empty();
    private Optional<AnswerLanguage> language = Optional.empty();
    private final ProblemRef problem;
    private final String accountId;
    private String baseUrl;
    private final String model;
    private int dispatchNumber = 1;
    private int maxConcurrency = 8;
    private int timeoutSeconds = 10;
    private int maxOutputTokens = 100;
    private int sampleNumber = 1;
    private String promptTemplate = "prompt-only";
    private boolean reuseAnswers;
    private Optional<Protocol> protocol = Optional.empty();
    private Optional<Boolean> stream = Optional.empty();
    private Optional<ResponseFormat> responseFormat = Optional.empty();
    private Optional<Price> price = Optional.of(Price.FREE);
    private Optional<Help> help = Optional.empty();
    private Optional<Advice> advice = Optional.empty();

    public RequestBuilder(ProblemRef problem, String accountId, String baseUrl, String model) {
        this.problem = problem;
        this.accountId = accountId;
        this.baseUrl = baseUrl;
        this.model = model;
    }

    public UUID id() {
        return help.map(asked -> switch (asked) {
                    case Help.Specification() -> Ids.specification(trialId);
                    case Help.Review(List<PreviousAttempt> attempts) -> Ids.review(trialId, attempts.size());
                })
                .orElseGet(() -> Ids.attempt(trialId, attemptNumber));
    }

    /** A call that helps, in the place of an answer; nothing: an answer. */
    public RequestBuilder help(Help... asked) {
        help = Stream.of(asked).findFirst();
        return this;
    }

    public RequestBuilder advice(Optional<UUID> specification, Optional<UUID> guidance) {
        advice = Optional.of(new Advice(specification, guidance));
        return this;
    }

    /** At another address of the server: another provider, as far as limits go. */
    public RequestBuilder at(String address) {
        baseUrl = address;
        return this;
    }

    /** The next attempt of the same trial, told that of this one. */
    public RequestBuilder repair(Feedback told) {
        previous = Optional.of(new PreviousAttempt(id(), told));
        attemptNumber++;
        return this;
    }

    public RequestBuilder feedback(FeedbackPolicy policy) {
        feedback = Optional.of(policy);
        return this;
    }

    public RequestBuilder language(AnswerLanguage chosen) {
        language = Optional.of(chosen);
        return this;
    }

    public RequestBuilder dispatch(int number) {
        dispatchNumber = number;
        return this;
    }

    public RequestBuilder maxConcurrency(int calls) {
        maxConcurrency = calls;
        return this;
    }

    public RequestBuilder timeoutSeconds(int seconds) {
        timeoutSeconds = seconds;
        return this;
    }

    public RequestBuilder maxOutputTokens(int tokens) {
        maxOutputTokens = tokens;
        return this;
    }

    public RequestBuilder sample(int number) {
        sampleNumber = number;
        return this;
    }

    public RequestBuilder template(String id) {
        promptTemplate = id;
        return this;
    }

    public RequestBuilder reuse() {
        reuseAnswers = true;
        return this;
    }

    public RequestBuilder protocol(Protocol spoken) {
        protocol = Optional.of(spoken);
        return this;
    }

    public RequestBuilder stream(boolean streamed) {
        stream = Optional.of(streamed);
        return this;
    }

    public RequestBuilder format(ResponseFormat format) {
        responseFormat = Optional.of(format);
        return this;
    }

    /** USD per million tokens. */
    public RequestBuilder price(String input, String output) {
        price = Optional.of(new Price(
                new BigDecimal(input), new BigDecimal(output), Optional.empty(), Optional.empty(), Optional.empty()));
        return this;
    }

    public RequestBuilder unknownPrice() {
        price = Optional.empty();
        return this;
    }

    public GenerateAttempt build() {
        return new GenerateAttempt(
                new AttemptRef(id(), trialId, "bench_1", "exp_1", attemptNumber, dispatchNumber),
                problem,
                accountId,
                new ModelSpec(
                        baseUrl, model, maxConcurrency, timeoutSeconds, price, Optional.empty(), protocol, stream),
                new Sampling(0, Optional.empty(), maxOutputTokens, Optional.empty(), Optional.empty(), responseFormat),
                sampleNumber,
                promptTemplate,
                reuseAnswers,
                previous,
                feedback,
                language,
                help,
                advice);
    }
}

package dev.assay.llm.model;

import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.ChatAnswer;
import dev.assay.llm.call.ChatClient;
import dev.assay.llm.call.ChatRequest;
import dev.assay.llm.call.Exchange;
import dev.assay.llm.catalogue.CatalogueModel;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Measures how fast a model answers, by one small call, streamed where the model can. */
@Singleton
class SpeedTests {

    private static final int MOST_OUTPUT_TOKENS = 256;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final List<ChatMessage> PROMPT = List.of(new ChatMessage(
            "user", "Write a Python function that returns the n-th Fibonacci number. Answer with the code alone."));

    private final ChatClient client;

    SpeedTests(ChatClient client) {
        this.client = client;
    }

    SpeedTest of(CatalogueModel model) throws InterruptedException {
        CatalogueModel streamed = model.streaming(model.capabilities().streaming());
        Sampling sampling = new Sampling(0, Optional.empty(), MOST_OUTPUT_TOKENS, Optional.empty());
        Exchange exchange = client.call(ChatRequest.of(streamed, sampling, PROMPT));
        return switch (exchange.result()) {
            case CallFailure failure -> result(streamed, exchange, Optional.of(failure), Optional.empty());
            case ChatAnswer answer -> result(streamed, exchange, Optional.empty(), Optional.of(answer));
        };
    }

    private static SpeedTest result(
            CatalogueModel model, Exchange exchange, Optional<CallFailure> failure, Optional<ChatAnswer> answer) {
        Optional<Usage> usage = answer.flatMap(ChatAnswer::usage);
        return new SpeedTest(
                model.provider().baseUrl(),
                model.name(),
                model.protocol(),
                model.stream(),
                failure.map(one -> one.kind().code() + ": " + one.message()),
                answer.map(ChatAnswer::servedModel),
                usage,
                exchange.totalMs(),
                exchange.firstTokenMs(),
                usage.flatMap(tokens -> tokensPerSecond(exchange, tokens)),
                usage.flatMap(tokens -> cost(model, tokens)));
    }

    private static Optional<Double> tokensPerSecond(Exchange exchange, Usage usage) {
        return exchange.firstTokenMs()
                .map(first -> exchange.totalMs() - first)
                .filter(millis -> millis > 0)
                .map(millis -> (usage.outputTokens() + usage.reasoningTokens()) * MILLIS_PER_SECOND / millis);
    }

    private static Optional<BigDecimal> cost(CatalogueModel model, Usage usage) {
        return model.priceOn(LocalDate.now(ZoneOffset.UTC)).map(price -> price.of(usage));
    }
}

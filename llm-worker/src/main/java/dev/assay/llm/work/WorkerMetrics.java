package dev.assay.llm.work;

import dev.assay.contracts.record.Usage;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.ChatAnswer;
import dev.assay.llm.call.Exchange;
import dev.assay.llm.limit.Providers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the worker counts, by provider and model: {@code assay.llm.call} (time of a call, by outcome; {@code rate_limit} is
 * a 429), {@code assay.llm.first.token} (time to the first token of streamed answers), {@code assay.llm.tokens} (by kind),
 * {@code assay.llm.retries} (by cause), {@code assay.llm.reused}, {@code assay.llm.in.flight} (in this worker) and
 * {@code assay.llm.queue} (over all workers); by provider {@code assay.llm.circuit} (1: open, over all workers).
 */
@Singleton
class WorkerMetrics {

    private final MeterRegistry registry;
    private final Providers providers;
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final MultiGauge queue;
    private final MultiGauge circuits;

    WorkerMetrics(MeterRegistry registry, Providers providers) {
        this.registry = registry;
        this.providers = providers;
        this.queue = MultiGauge.builder("assay.llm.queue").register(registry);
        this.circuits = MultiGauge.builder("assay.llm.circuit").register(registry);
    }

    void began(String model) {
        inFlightOf(model).incrementAndGet();
    }

    void ended(String model) {
        inFlightOf(model).decrementAndGet();
    }

    void called(String model, Exchange exchange) {
        String outcome = switch (exchange.result()) {
            case ChatAnswer answer -> {
                answer.usage().ifPresent(usage -> count(model, usage));
                yield "answered";
            }
            case CallFailure failure -> failure.kind().code();
        };
        registry.timer("assay.llm.call", of(model).and("outcome", outcome))
                .record(Duration.ofMillis(exchange.totalMs()));
        exchange.firstTokenMs()
                .ifPresent(millis ->
                        registry.timer("assay.llm.first.token", of(model)).record(Duration.ofMillis(millis)));
    }

    void retried(String model, CallFailure.Kind cause) {
        registry.counter("assay.llm.retries", of(model).and("cause", cause.code()))
                .increment();
    }

    void reused(String model) {
        registry.counter("assay.llm.reused", of(model)).increment();
    }

    /** @param depth calls that wait, by model key */
    void queued(Map<String, Long> depth) {
        queue.register(
                depth.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(of(entry.getKey()), entry.getValue()))
                        .toList(),
                true);
    }

    /** @param open whether each provider's circuit is */
    void circuits(Map<String, Boolean> open) {
        circuits.register(
                open.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(Tags.of("provider", entry.getKey()), entry.getValue() ? 1 : 0))
                        .toList(),
                true);
    }

    private Tags of(String model) {
        return Tags.of("model", model, "provider", providers.of(model).id());
    }

    private AtomicInteger inFlightOf(String model) {
        return inFlight.computeIfAbsent(
                model, name -> registry.gauge("assay.llm.in.flight", of(name), new AtomicInteger()));
    }

    private void count(String model, Usage usage) {
        count(model, "input", usage.inputTokens());
        count(model, "output", usage.outputTokens());
        count(model, "reasoning", usage.reasoningTokens());
        count(model, "cache_read", usage.cacheReadTokens());
        count(model, "cache_write", usage.cacheWriteTokens());
    }

    private void count(String model, String kind, long tokens) {
        registry.counter("assay.llm.tokens", of(model).and("kind", kind)).increment(tokens);
    }
}

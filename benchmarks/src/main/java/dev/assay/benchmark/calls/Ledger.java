package dev.assay.benchmark.calls;

import dev.assay.benchmark.calls.Faults.Reply;
import dev.assay.benchmark.calls.ProviderCall.Tokens;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a provider's journal says, held against what was stored. Pure.
 *
 * @param stored numbers of the calls whose answers are in the records of attempts
 */
record Ledger(List<ProviderCall> journal, Set<Integer> stored) {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    /** The most that the provider can bill: refusals nothing, stored answers their usage, all else the request's limit. */
    BigDecimal worstUsd(Price price) {
        return journal.stream()
                .filter(call -> !call.reply().isRefusal())
                .map(call -> usd(price, stored.contains(call.number()) ? call.usedTokens() : call.mostTokens()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the stored answers cost. */
    BigDecimal storedUsd(Price price) {
        return journal.stream()
                .filter(call -> stored.contains(call.number()))
                .map(call -> usd(price, call.usedTokens()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Calls made after the answer to the very same one was stored: work that was paid twice for nothing. */
    long repeatsOfStored() {
        return byRequest().values().stream().mapToLong(this::repeatsOfStored).sum();
    }

    private long repeatsOfStored(List<ProviderCall> same) {
        return same.stream()
                .filter(call -> stored.contains(call.number()))
                .mapToLong(kept -> same.stream()
                        .filter(call -> call.begunAt() > kept.endedAt().get())
                        .count())
                .findFirst()
                .orElse(0);
    }

    /** Whole answers that went out and are in no record: lost with a worker that was killed. */
    long lostAnswers() {
        return journal.stream()
                .filter(call -> call.reply() == Reply.ANSWER && !stored.contains(call.number()))
                .count();
    }

    /** The most calls that began at one address within any sixty seconds. */
    long mostInAMinute() {
        return journal.stream().collect(Collectors.groupingBy(ProviderCall::provider)).values().stream()
                .mapToLong(calls ->
                        mostInAMinute(calls.stream().map(ProviderCall::begunAt).toList()))
                .max()
                .orElse(0);
    }

    private static long mostInAMinute(Collection<Long> begun) {
        TreeSet<Long> times = new TreeSet<>(begun);
        return times.stream()
                .mapToLong(time -> times.subSet(time, time + WINDOW.toNanos()).size())
                .max()
                .orElse(0);
    }

    Map<Reply, Long> replies() {
        return journal.stream().collect(Collectors.groupingBy(ProviderCall::reply, Collectors.counting()));
    }

    Map<String, List<ProviderCall>> byRequest() {
        return journal.stream().collect(Collectors.groupingBy(call -> call.provider() + call.request()));
    }

    private static BigDecimal usd(Price price, Tokens tokens) {
        return price.of(new Usage(tokens.prompt(), tokens.completion(), 0, 0, 0));
    }
}

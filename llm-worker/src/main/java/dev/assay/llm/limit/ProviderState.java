package dev.assay.llm.limit;

import dev.assay.llm.call.RateLimits.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all workers together know of a provider, and what may begin by it. Times are the database's.
 *
 * @param requests what is left of the requests per minute; absent while no limit is known
 * @param tokens the same of tokens
 * @param learned limits that the server told
 * @param hold until when the server wants to be left alone
 * @param refusals one after another, without an answer in between
 */
record ProviderState(
        Window window,
        Circuit circuit,
        Optional<Bucket> requests,
        Optional<Bucket> tokens,
        Limits learned,
        Optional<Hold> hold,
        int refusals) {

    static final ProviderState NEW = new ProviderState(
            Window.UNBOUNDED, Circuit.CLOSED, Optional.empty(), Optional.empty(), Limits.UNKNOWN, Optional.empty(), 0);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A refusal between answers lowers the window; the second in a row means that the provider has had enough. */
    private static final int REFUSALS_FOR_A_HOLD = 2;

    /** Until when the server wants to be left alone, and why. */
    record Hold(Instant since, Instant until, String why) {}

    /** The same at a later moment: buckets have filled, a hold may be over. */
    ProviderState at(Limits configured, Instant now) {
        Limits limits = configured.and(learned);
        return new ProviderState(
                window,
                circuit,
                limits.requestsPerMinute().map(perMinute -> filled(requests, perMinute, now)),
                limits.tokensPerMinute().map(perMinute -> filled(tokens, perMinute, now)),
                learned,
                hold.filter(held -> now.isBefore(held.until())),
                refusals);
    }

    private static Bucket filled(Optional<Bucket> bucket, double perMinute, Instant now) {
        return bucket.map(known -> known.at(perMinute, now)).orElseGet(() -> Bucket.full(perMinute, now));
    }

    /** How many calls may begin, beside those in flight; a state of just now. */
    int room(Limits configured, int inFlight, Instant now) {
        if (hold.isPresent() || circuit.closedUntil(now).isPresent()) {
            return 0;
        }
        int most = circuit.isOpen() ? 1 : concurrency(configured).orElse(Integer.MAX_VALUE);
        long byRequests = requests.map(bucket -> bucket.times(1)).orElse((long) Integer.MAX_VALUE);
        boolean byTokens = tokens.map(bucket -> bucket.level() > 0).orElse(true);
        return byTokens ? (int) Math.clamp(byRequests, 0, Math.max(0, most - inFlight)) : 0;
    }

    /** Until when nothing may begin, and why: the later of the server's wish and the circuit. */
    Optional<Hold> held(Instant now) {
        Optional<Hold> byCircuit = circuit.closedUntil(now)
                .map(until -> new Hold(
                        circuit.openedAt().orElse(now),
                        until,
                        circuit.failures() + " failures in a row, the last: "
                                + circuit.why().orElse("")));
        return Stream.concat(hold.filter(one -> now.isBefore(one.until())).stream(), byCircuit.stream())
                .max(Comparator.comparing(Hold::until));
    }

    /** Calls at once; absent where there is no bound. */
    Optional<Integer> concurrency(Limits configured) {
        return configured
                .and(learned)
                .and(new Limits(Optional.empty(), Optional.empty(), window.calls()))
                .concurrency();
    }

    /** Whether a call of so many tokens may begin, as far as tokens per minute go. */
    boolean hasTokens(Limits configured, long size) {
        return configured
                .and(learned)
                .tokensPerMinute()
                .flatMap(perMinute -> tokens.map(bucket -> bucket.has(size, perMinute)))
                .orElse(true);
    }

    /** After a call began. */
    ProviderState begun(long size) {
        return new ProviderState(
                window,
                circuit,
                requests.map(bucket -> bucket.take(1)),
                tokens.map(bucket -> bucket.take(size)),
                learned,
                hold,
                refusals);
    }

    /** After a call ended, with {@code inFlight} calls at that moment. */
    ProviderState after(Signal signal, int inFlight, Circuit.Rule rule, Instant now) {
        ProviderState told = told(signal).heldByQuota(signal, now);
        return switch (signal.result()) {
            case WORKS -> told.with(window.raised(), Circuit.CLOSED, 0);
            case RATE_LIMITED ->
                told.with(window.lowered(signal.begunAt(), inFlight, now), circuit, refusals + 1)
                        .heldByRefusals(signal, now);
            case OVERLOADED ->
                told.with(
                                window.lowered(signal.begunAt(), inFlight, now),
                                circuit.failed(signal.begunAt(), signal.message(), now, rule),
                                refusals + 1)
                        .heldByRefusals(signal, now);
            case FAILED -> told.with(window, circuit.failed(signal.begunAt(), signal.message(), now, rule), refusals);
        };
    }

    private ProviderState with(Window newWindow, Circuit newCircuit, int newRefusals) {
        return new ProviderState(newWindow, newCircuit, requests, tokens, learned, hold, newRefusals);
    }

    private ProviderState told(Signal signal) {
        Quota forRequests = signal.told().requests();
        Quota forTokens = signal.told().tokens();
        double back =
                signal.tokensHeld() - signal.tokensUsed().map(Long::doubleValue).orElse((double) signal.tokensHeld());
        return new ProviderState(
                window,
                circuit,
                requests.map(bucket -> atMost(bucket, forRequests)),
                tokens.map(bucket -> atMost(bucket.take(-back), forTokens)),
                new Limits(
                        perMinute(forRequests).map(Math::toIntExact).or(learned::requestsPerMinute),
                        perMinute(forTokens).or(learned::tokensPerMinute),
                        learned.concurrency()),
                hold,
                refusals);
    }

    /** Servers that count by the day say so by a reset that is far away. */
    private static Optional<Long> perMinute(Quota quota) {
        return quota.limit()
                .filter(limit -> limit <= Integer.MAX_VALUE)
                .filter(limit -> quota.reset()
                        .filter(reset -> reset.compareTo(MINUTE) > 0)
                        .isEmpty());
    }

    private static Bucket atMost(Bucket bucket, Quota quota) {
        return quota.remaining().map(bucket::atMost).orElse(bucket);
    }

    private ProviderState heldByQuota(Signal signal, Instant now) {
        return heldBy(signal.told().requests(), "no requests are left", now)
                .heldBy(signal.told().tokens(), "no tokens are left", now);
    }

    private ProviderState heldBy(Quota quota, String why, Instant now) {
        boolean used = quota.remaining().filter(left -> left == 0).isPresent();
        return used && quota.reset().isPresent() ? heldFor(quota.reset().get(), why, now) : this;
    }

    private ProviderState heldByRefusals(Signal signal, Instant now) {
        return refusals >= REFUSALS_FOR_A_HOLD && signal.retryAfter().isPresent()
                ? heldFor(signal.retryAfter().get(), signal.message(), now)
                : this;
    }

    private ProviderState heldFor(Duration length, String why, Instant now) {
        Instant until = now.plus(length);
        Hold longer = hold.filter(held -> !held.until().isBefore(until))
                .orElseGet(() -> new Hold(hold.map(Hold::since).orElse(now), until, why));
        return new ProviderState(window, circuit, requests, tokens, learned, Optional.of(longer), refusals);
    }
}

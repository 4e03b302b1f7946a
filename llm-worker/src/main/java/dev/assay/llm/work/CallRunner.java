package dev.assay.llm.work;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.drain.DrainingException;
import dev.assay.frame.event.Transience;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.account.Charge;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.CallFailure.Kind;
import dev.assay.llm.call.CallResult;
import dev.assay.llm.call.ChatAnswer;
import dev.assay.llm.call.ChatClient;
import dev.assay.llm.call.Exchange;
import dev.assay.llm.call.RetryPolicy;
import dev.assay.llm.ledger.Claim;
import dev.assay.llm.ledger.Endings;
import dev.assay.llm.ledger.EndingsTogether;
import dev.assay.llm.limit.ProviderLimits;
import dev.assay.llm.publish.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Makes claimed calls, each on a virtual thread of its own and without a database connection, and stores what came. */
@ApplicationScoped
class CallRunner {

    private static final Logger LOG = Logger.getLogger(CallRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ChatClient client;
    private final RetryPolicy retries;
    private final Endings endings;
    private final EndingsTogether together;
    private final ProviderLimits limits;
    private final Publisher publisher;
    private final WorkerMetrics metrics;
    private final Drain drain;
    private final int maxInHand;
    private final Map<UUID, Thread> inHand = new ConcurrentHashMap<>();

    CallRunner(
            ChatClient client,
            RetryPolicy retries,
            Endings endings,
            EndingsTogether together,
            ProviderLimits limits,
            Publisher publisher,
            WorkerMetrics metrics,
            Drain drain,
            WorkerConfig config) {
        this.client = client;
        this.retries = retries;
        this.endings = endings;
        this.together = together;
        this.limits = limits;
        this.publisher = publisher;
        this.metrics = metrics;
        this.drain = drain;
        this.maxInHand = config.maxCallsInHand();
    }

    /** Calls that may still be started. */
    int room() {
        return maxInHand - inHand.size();
    }

    /** The leases of the calls in hand. */
    Set<UUID> leases() {
        return Set.copyOf(inHand.keySet());
    }

    /** Gives up calls that somebody else will make. */
    void abandon(Set<UUID> leaseIds) {
        for (UUID leaseId : leaseIds) {
            Thread thread = inHand.get(leaseId);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Has a call made; {@code whenDone} is told when it has left the worker's hands. */
    void start(PreparedCall call, Claim claim, Runnable whenDone) {
        Drain.Work work = drain.begin();
        Thread thread = Thread.ofVirtual().name("call-" + claim.attemptId()).unstarted(() -> {
            try (work) {
                make(call, claim);
            } catch (DrainingException goingDown) {
                LOG.warnf("attempt %s: not stored before the end; the call will be made again", claim.attemptId());
            } catch (RuntimeException e) {
                LOG.errorf(e, "attempt %s: not stored; the call will be made again", claim.attemptId());
            } finally {
                inHand.remove(claim.leaseId());
                metrics.ended(call.request().model().key());
                whenDone.run();
            }
        });
        inHand.put(claim.leaseId(), thread);
        metrics.began(call.request().model().key());
        thread.start();
    }

    private void make(PreparedCall call, Claim claim) {
        Exchange exchange;
        try {
            exchange = client.call(call.chat());
        } catch (InterruptedException handedBack) {
            return;
        }
        metrics.called(call.request().model().key(), exchange);
        note(call, claim, exchange);
        boolean stored = switch (exchange.result()) {
            case ChatAnswer answer -> storeAnswer(call, claim, exchange, answer);
            case CallFailure failure -> storeFailure(call, claim, exchange, failure);
        };
        if (!stored) {
            LOG.warnf("attempt %s: its lease was lost, so what came of the call is dropped", claim.attemptId());
            correct(call, claim, exchange.result());
        }
    }

    /** The call was presumed to cost the most that it could; now it may be known. */
    private void correct(PreparedCall call, Claim claim, CallResult result) {
        Charge charge = switch (result) {
            case ChatAnswer answer -> CallCost.chargeOf(call.request().model().price(), answer.usage());
            case CallFailure failure -> CallCost.chargeOf(failure);
        };
        switch (charge) {
            case Charge.Known(BigDecimal usd) -> endings.correct(claim, usd);
            case Charge.Nothing() -> endings.correct(claim, BigDecimal.ZERO);
            case Charge.Presumed(), Charge.Unknown() -> {}
        }
    }

    /** What the call showed of its provider; not worth losing an answer for. */
    private void note(PreparedCall call, Claim claim, Exchange exchange) {
        try {
            limits.note(call.request().model().key(), Signals.of(call, claim, exchange));
        } catch (RuntimeException e) {
            LOG.warnf(e, "attempt %s: what its call showed of the provider is forgotten", claim.attemptId());
        }
    }

    private boolean storeAnswer(PreparedCall call, Claim claim, Exchange exchange, ChatAnswer answer) {
        GenerationOutcome outcome = Answers.outcome(call, claim, exchange, answer);
        Charge charge = CallCost.chargeOf(call.request().model().price(), answer.usage());
        boolean stored = untilItPasses(() -> together.end(claim, outcome, charge));
        publisher.wake();
        return stored;
    }

    private boolean storeFailure(PreparedCall call, Claim claim, Exchange exchange, CallFailure failure) {
        Charge charge = CallCost.chargeOf(failure);
        Optional<Duration> delay =
                retries.delayAfter(failure, claim.calls(), claim.elapsed().plusMillis(exchange.totalMs()));
        if (delay.isPresent()) {
            return storeRetry(call, claim, failure, delay.get(), charge);
        }
        LOG.warnf(
                "attempt %s: given up after %d calls: %s: %s",
                claim.attemptId(), claim.calls(), failure.kind().code(), failure.message());
        GenerationOutcome outcome = new GenerationOutcome.Failed(failure.toStageError());
        boolean stored = untilItPasses(() -> together.end(claim, outcome, charge));
        publisher.wake();
        return stored;
    }

    private boolean storeRetry(PreparedCall call, Claim claim, CallFailure failure, Duration delay, Charge charge) {
        Kind kind = failure.kind();
        LOG.infof(
                "attempt %s: call %d failed, next in %d ms: %s: %s",
                claim.attemptId(), claim.calls(), delay.toMillis(), kind.code(), failure.message());
        metrics.retried(call.request().model().key(), kind);
        CallRetry retry = new CallRetry(Instant.now(), kind.code(), failure.message(), delay.toMillis());
        return untilItPasses(() -> endings.retry(claim, retry, charge));
    }

    /** The answer is paid for: a database that is away for a while must not lose it. */
    private boolean untilItPasses(BooleanSupplier change) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return change.getAsBoolean();
            } catch (RuntimeException e) {
                if (!Transience.isPassing(e)) {
                    throw e;
                }
                LOG.warnf("storing again in %d ms: %s", pause.toMillis(), e);
                drain.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}

package dev.assay.llm.work;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.record.Generation;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.Transience;
import dev.assay.frame.loop.Loop;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.account.AccountChanged;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.ledger.CallQueue;
import dev.assay.llm.ledger.Claim;
import dev.assay.llm.ledger.Claims;
import dev.assay.llm.ledger.Endings;
import dev.assay.llm.ledger.ModelQueue;
import dev.assay.llm.ledger.QueuedCall;
import dev.assay.llm.limit.ProviderLimits;
import dev.assay.llm.publish.Publisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks through the ledger for calls that can be made, makes them ready, claims them and has them made. */
@ApplicationScoped
public class ClaimLoop {

    private static final Logger LOG = Logger.getLogger(ClaimLoop.class);

    /** Calls of one model that are made ready in one go; keeps a turn short. */
    private static final int AT_ONCE = 64;

    private final CallQueue queue;
    private final Preparer preparer;
    private final ProviderLimits limits;
    private final Claims claims;
    private final Endings endings;
    private final CallRunner runner;
    private final Publisher publisher;
    private final WorkerMetrics metrics;
    private final WorkerConfig config;
    private final Drain drain;
    private final Loop loop;

    ClaimLoop(
            CallQueue queue,
            Preparer preparer,
            ProviderLimits limits,
            Claims claims,
            Endings endings,
            CallRunner runner,
            Publisher publisher,
            WorkerMetrics metrics,
            WorkerConfig config,
            Drain drain) {
        this.queue = queue;
        this.preparer = preparer;
        this.limits = limits;
        this.claims = claims;
        this.endings = endings;
        this.runner = runner;
        this.publisher = publisher;
        this.metrics = metrics;
        this.config = config;
        this.drain = drain;
        this.loop = new Loop("claim", config.claimInterval(), drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void accountChanged(@Observes AccountChanged event) {
        wake();
    }

    /** Says that calls may have become possible. */
    public void wake() {
        loop.wake();
    }

    private boolean turn() {
        if (queue.withholdCancelled() > 0) {
            publisher.wake();
        }
        List<ModelQueue> open = queue.open();
        Map<String, Integer> room =
                limits.room(open.stream().map(ModelQueue::modelKey).toList());
        boolean progress = false;
        for (ModelQueue model : open) {
            progress |= serve(model, room.get(model.modelKey()));
        }
        return progress;
    }

    /** One model's calls, as many as model and provider have room for; a provider without room delays its own only. */
    private boolean serve(ModelQueue model, int roomAtProvider) {
        if (roomAtProvider <= 0) {
            limits.tell(model.modelKey());
            return false;
        }
        int most = Math.min(Math.min(AT_ONCE, roomAtProvider), Math.min(model.room(), runner.room()));
        if (most <= 0 || drain.isDraining()) {
            return false;
        }
        List<QueuedCall> head = queue.head(model.modelKey(), most);
        Map<UUID, PreparedCall> ready = new LinkedHashMap<>();
        for (QueuedCall call : head) {
            makeReady(call).ifPresent(prepared -> ready.put(call.attemptId(), prepared));
        }
        boolean claimed = !ready.isEmpty() && claim(model.modelKey(), ready);
        return claimed || ready.size() < head.size();
    }

    /** The call if it is to be made; otherwise it is dealt with. */
    private Optional<PreparedCall> makeReady(QueuedCall call) {
        return switch (prepare(call)) {
            case Preparation.Ready(PreparedCall prepared) -> Optional.of(prepared);
            case Preparation.Served(Generation generation, String requestHash) -> {
                end(call, new GenerationOutcome.Answered(generation), Optional.of(requestHash));
                metrics.reused(call.request().model().key());
                yield Optional.empty();
            }
            case Preparation.Impossible(CallFailure failure) -> {
                LOG.warnf("attempt %s cannot be made: %s", call.attemptId(), failure.message());
                end(call, new GenerationOutcome.Failed(failure.toStageError()), Optional.empty());
                yield Optional.empty();
            }
            case Preparation.NotYet(String why) -> {
                LOG.infof("attempt %s waits: %s", call.attemptId(), why);
                queue.defer(call.attemptId(), config.datasetRetry());
                yield Optional.empty();
            }
        };
    }

    /** One call that cannot be handled must not keep the others from being made. */
    private Preparation prepare(QueuedCall call) {
        try {
            return preparer.prepare(call.request());
        } catch (RuntimeException e) {
            if (Transience.isPassing(e)) {
                throw e;
            }
            LOG.errorf(e, "attempt %s cannot be made ready", call.attemptId());
            return new Preparation.Impossible(
                    CallFailure.free(CallFailure.Kind.INVALID_REQUEST, "the call cannot be made ready: " + e));
        }
    }

    private void end(QueuedCall call, GenerationOutcome outcome, Optional<String> requestHash) {
        endings.endQueued(call.attemptId(), outcome, requestHash);
        publisher.wake();
    }

    private boolean claim(String modelKey, Map<UUID, PreparedCall> ready) {
        Claims.Claimed claimed = claims.claim(
                modelKey, ready.values().stream().map(PreparedCall::offer).toList());
        for (Claim claim : claimed.claims()) {
            runner.start(ready.get(claim.attemptId()), claim, this::wake);
        }
        if (claimed.ended() > 0) {
            publisher.wake();
        }
        return !claimed.claims().isEmpty() || claimed.ended() > 0;
    }
}

package dev.assay.llm.work;

import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.ledger.CallQueue;
import dev.assay.llm.ledger.Leases;
import dev.assay.llm.limit.ProviderLimits;
import dev.assay.llm.publish.Publisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Keeps the leases of the calls in hand, takes back those of workers that are gone, and hands back its own at the end. */
@ApplicationScoped
class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final CallQueue queue;
    private final ProviderLimits limits;
    private final CallRunner runner;
    private final ClaimLoop claims;
    private final Publisher publisher;
    private final WorkerMetrics metrics;
    private final Loop renewal;
    private final Loop lostCalls;

    LeaseKeeper(
            Leases leases,
            CallQueue queue,
            ProviderLimits limits,
            CallRunner runner,
            ClaimLoop claims,
            Publisher publisher,
            WorkerMetrics metrics,
            WorkerConfig config,
            Drain drain) {
        this.leases = leases;
        this.queue = queue;
        this.limits = limits;
        this.runner = runner;
        this.claims = claims;
        this.publisher = publisher;
        this.metrics = metrics;
        this.renewal = new Loop("renew-leases", config.leaseRenewal(), drain, this::renew);
        this.lostCalls = new Loop("lost-calls", config.lostCallInterval(), drain, this::takeBackLost);
    }

    /** Before calls are claimed, so that what is in flight under this worker's name is what it lost. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        int lost = leases.takeBackOwn();
        if (lost > 0) {
            LOG.warnf("%d calls were in flight when this worker was stopped and are made again", lost);
        }
        renewal.start();
        lostCalls.start();
    }

    /** The drain is over: what is still in flight now, others make again. */
    void handBack(@Observes ShutdownEvent event) {
        Set<UUID> unfinished = runner.leases();
        if (!unfinished.isEmpty()) {
            LOG.warnf("%d calls in flight are handed back", leases.handBack(unfinished));
            runner.abandon(unfinished);
        }
    }

    private boolean renew() {
        Set<UUID> held = runner.leases();
        if (!held.isEmpty()) {
            int renewed = leases.renew(held);
            LOG.debugf("%d of %d leases renewed", renewed, held.size());
        }
        return false;
    }

    private boolean takeBackLost() {
        metrics.queued(queue.depth());
        metrics.circuits(limits.circuits());
        int lost = leases.takeBackLost();
        if (lost > 0) {
            LOG.warnf("%d calls were lost with their worker and are made again", lost);
            claims.wake();
            publisher.wake();
        }
        return lost > 0;
    }
}

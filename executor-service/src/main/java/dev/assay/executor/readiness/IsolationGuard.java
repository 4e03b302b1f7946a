package dev.assay.executor.readiness;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.runner.Isolation;
import dev.assay.executor.runner.RunnerClient;
import dev.assay.executor.runner.RunnerGone;
import dev.assay.executor.runner.RunnerProcess;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.frame.drain.Drain;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Keeps a runner at hand, one that it starts or one that runs beside this service, and lets work in only while the
 * runner's isolation holds.
 */
@ApplicationScoped
public class IsolationGuard {

    private static final Logger LOG = Logger.getLogger(IsolationGuard.class);
    private static final List<String> CHANNELS = List.of("generated", "check");
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ExecutorSettings settings;
    private final ChannelRegistry channels;
    private final Drain drain;
    private final MeterRegistry meters;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final Thread keeper =
            Thread.ofPlatform().daemon().name("sandbox-runner-keeper").unstarted(this::keep);
    private volatile Isolation isolation = new Isolation.Refused("sandbox-runner is being started");
    private final AtomicReference<Optional<Present>> present = new AtomicReference<>(Optional.empty());
    private volatile Optional<RunnerProcess> own = Optional.empty();
    private volatile boolean stopped;

    IsolationGuard(ExecutorSettings settings, ChannelRegistry channels, Drain drain, MeterRegistry meters) {
        this.settings = settings;
        this.channels = channels;
        this.drain = drain;
        this.meters = meters;
    }

    public Isolation isolation() {
        return isolation;
    }

    private record Present(RunnerClient client, RunnerClient.Presence presence) {}

    /** The runner, where there is one whose isolation holds; throws {@link SandboxUnavailable} where not. */
    public RunnerClient runner() {
        return present.get()
                .map(Present::client)
                .orElseThrow(() -> new SandboxUnavailable(
                        isolation instanceof Isolation.Refused refused
                                ? refused.reason()
                                : "sandbox-runner has just gone"));
    }

    /**
     * The runner, waiting for one; throws {@link SandboxUnavailable} where none comes in that time and
     * {@link dev.assay.frame.drain.DrainingException} where the service ends.
     */
    public RunnerClient awaitRunner(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (present.get().isEmpty() && System.nanoTime() < end) {
            drain.pause(LOOK);
        }
        return runner();
    }

    /** Says that a runner did not answer, so that nobody asks it again: it is given up, and the next one is awaited. */
    public void lost(RunnerClient gone) {
        Optional<Present> known = present.get();
        if (known.filter(there -> there.client() == gone).isPresent()
                && present.compareAndSet(known, Optional.empty())) {
            known.get().presence().close();
        }
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        keeper.start();
        if (!decided.await(FIRST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warnf("sandbox-runner has not come up in %s; it is still awaited", FIRST_WAIT);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped = true;
        keeper.interrupt();
        keeper.join();
    }

    /** Whatever goes wrong with one runner, the next one is tried: without one the service is of no use. */
    private void keep() {
        while (!stopped) {
            try {
                serveWithOne();
            } catch (RunnerGone notYet) {
                refuse(notYet.getMessage());
            } catch (RuntimeException e) {
                refuse(e.getMessage());
                decided.countDown();
            }
            rest();
        }
        Thread.interrupted();
        own.ifPresent(RunnerProcess::close);
    }

    /** Returns when the runner has gone. */
    private void serveWithOne() {
        RunnerClient runner = new RunnerClient(socket());
        try (RunnerClient.Presence presence = runner.greet()) {
            isolation = presence.isolation();
            present.set(
                    Optional.of(new Present(runner, presence)).filter(there -> isolation instanceof Isolation.Holds));
            announce();
            decided.countDown();
            presence.awaitEnd();
        } finally {
            present.set(Optional.empty());
        }
        if (!stopped) {
            refuse("sandbox-runner has gone; the next one is awaited");
        }
    }

    private Path socket() {
        if (settings.runnerSocket().isPresent()) {
            return settings.runnerSocket().get();
        }
        own.ifPresent(RunnerProcess::close);
        RunnerProcess started = RunnerProcess.start(settings);
        own = Optional.of(started);
        return started.socket();
    }

    private void announce() {
        switch (isolation) {
            case Isolation.Holds holds -> {
                LOG.infof(
                        "isolation tier %s holds: %d attacks, %d slots, warm %s, %s",
                        holds.tier(), holds.attacksHeld(), holds.slots(), holds.warm(), holds.runtime());
                holds.passedOver().forEach(reason -> LOG.warnf("not used: %s", reason));
                report(holds);
                if (!drain.isDraining()) {
                    CHANNELS.forEach(channel -> channels.getPausable(channel).resume());
                }
            }
            case Isolation.Refused refused -> LOG.errorf("no untrusted code runs here: %s", refused.reason());
        }
    }

    private void refuse(String reason) {
        Isolation refused = new Isolation.Refused(reason);
        if (!refused.equals(isolation)) {
            LOG.warn(reason);
        }
        isolation = refused;
        for (String channel : CHANNELS) {
            PausableChannel pausable = channels.getPausable(channel);
            if (!pausable.isPaused()) {
                pausable.pause();
            }
        }
    }

    /** 1 under what is in use, 0 under what was and is not any more. */
    private void report(Isolation.Holds reported) {
        Tags tags = Tags.of("tier", reported.tier(), "warm", Boolean.toString(reported.warm()));
        meters.gauge("assay.sandbox.tier", tags, this, guard -> guard.uses(reported) ? 1 : 0);
    }

    private boolean uses(Isolation.Holds reported) {
        return isolation instanceof Isolation.Holds now
                && now.tier().equals(reported.tier())
                && now.warm() == reported.warm();
    }

    private void rest() {
        try {
            if (!stopped) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // It is told so that it looks whether it is stopped.
        }
    }
}

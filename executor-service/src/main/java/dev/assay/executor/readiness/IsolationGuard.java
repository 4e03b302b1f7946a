package dev.assay.executor.readiness;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.sandbox.IsolationReport;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the sandboxes at start, tries to break out of them, and lets work in only where that fails. */
@ApplicationScoped
public class IsolationGuard {

    private static final Logger LOG = Logger.getLogger(IsolationGuard.class);
    private static final List<String> CHANNELS = List.of("generated", "check");

    private final ExecutorSettings settings;
    private final ChannelRegistry channels;
    private volatile Isolation isolation = new Isolation.Unknown();

    IsolationGuard(ExecutorSettings settings, ChannelRegistry channels) {
        this.settings = settings;
        this.channels = channels;
    }

    public Isolation isolation() {
        return isolation;
    }

    /** The sandboxes; throws {@link SandboxUnavailable} where nothing untrusted may run. */
    public Sandboxes sandboxes() {
        return switch (isolation) {
            case Isolation.Holds holds -> holds.sandboxes();
            case Isolation.Refused refused -> throw new SandboxUnavailable(refused.reason());
            case Isolation.Unknown unknown -> throw new SandboxUnavailable("the isolation has not been probed yet");
        };
    }

    void start(@Observes StartupEvent event) {
        isolation = probe();
        switch (isolation) {
            case Isolation.Holds holds -> {
                LOG.infof(
                        "isolation tier %s holds: %d attacks, %d slots, %s",
                        Sandboxes.TIER,
                        holds.report().attacks().size(),
                        holds.sandboxes().slots().size(),
                        holds.sandboxes().runtime().version());
                CHANNELS.forEach(channel -> channels.getPausable(channel).resume());
            }
            case Isolation.Refused refused -> LOG.errorf("no untrusted code runs here: %s", refused.reason());
            case Isolation.Unknown unknown -> throw new IllegalStateException("a probe decides");
        }
    }

    @PreDestroy
    void stop() {
        if (isolation instanceof Isolation.Holds holds) {
            holds.sandboxes().close();
        }
    }

    private Isolation probe() {
        try {
            Sandboxes sandboxes = Sandboxes.open(
                    settings.slots().orElseGet(() -> Runtime.getRuntime().availableProcessors()), settings.firstSlot());
            try {
                IsolationReport report = sandboxes.probe();
                if (report.holds()) {
                    return new Isolation.Holds(sandboxes, report);
                }
                sandboxes.close();
                return new Isolation.Refused("the sandbox does not hold: " + report.breaches());
            } catch (SandboxUnavailable e) {
                sandboxes.close();
                return new Isolation.Refused(e.getMessage());
            }
        } catch (SandboxUnavailable e) {
            return new Isolation.Refused(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Isolation.Refused("interrupted while the isolation was being probed");
        }
    }
}

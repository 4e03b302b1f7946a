package dev.assay.executor.readiness;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.sandbox.IsolationReport;
import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Tier;
import dev.assay.executor.sandbox.WarmSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens the sandboxes at start, tries to break out of them, and lets work in only where that fails. */
@ApplicationScoped
public class IsolationGuard {

    private static final Logger LOG = Logger.getLogger(IsolationGuard.class);
    private static final List<String> CHANNELS = List.of("generated", "check");

    private final ExecutorSettings settings;
    private final ChannelRegistry channels;
    private final MeterRegistry meters;
    private volatile Isolation isolation = new Isolation.Unknown();

    IsolationGuard(ExecutorSettings settings, ChannelRegistry channels, MeterRegistry meters) {
        this.settings = settings;
        this.channels = channels;
        this.meters = meters;
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
                        "isolation tier %s holds: %d attacks, %d slots, warm %s, %s",
                        holds.sandboxes().tier().code(),
                        holds.report().attacks().size(),
                        holds.sandboxes().slots().size(),
                        holds.sandboxes().forks(),
                        holds.sandboxes().runtime().version());
                holds.passedOver().forEach(reason -> LOG.warnf("not used: %s", reason));
                report(holds.sandboxes());
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

    /** 1 under the tier in use. */
    private void report(Sandboxes sandboxes) {
        Tags tags = Tags.of("tier", sandboxes.tier().code(), "warm", Boolean.toString(sandboxes.forks()));
        meters.gauge("assay.sandbox.tier", tags, sandboxes, open -> 1);
    }

    /** Takes the first kind of sandbox that holds. */
    private Isolation probe() {
        List<String> passedOver = new ArrayList<>();
        for (SandboxSettings kind : kinds()) {
            switch (probe(kind)) {
                case Isolation.Holds holds -> {
                    return new Isolation.Holds(holds.sandboxes(), holds.report(), List.copyOf(passedOver));
                }
                case Isolation.Refused refused -> passedOver.add(name(kind) + ": " + refused.reason());
                case Isolation.Unknown unknown -> throw new IllegalStateException("a probe decides");
            }
        }
        return new Isolation.Refused(String.join("; ", passedOver));
    }

    private List<SandboxSettings> kinds() {
        int slots = settings.slots().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        List<String> preload = settings.warmPreload().orElse(List.of());
        List<SandboxSettings> kinds = new ArrayList<>();
        for (Tier tier : settings.tier().map(List::of).orElse(List.of(Tier.values()))) {
            SandboxSettings cold = new SandboxSettings(slots, settings.firstSlot(), tier, Optional.empty());
            if (settings.warm() && tier == Tier.NAMESPACES) {
                kinds.add(new SandboxSettings(
                        slots,
                        settings.firstSlot(),
                        tier,
                        Optional.of(new WarmSettings(settings.warmRuns(), preload))));
            }
            kinds.add(cold);
        }
        return kinds;
    }

    private static String name(SandboxSettings kind) {
        return kind.tier().code() + (kind.warm().isPresent() ? " warm" : "");
    }

    private static Isolation probe(SandboxSettings kind) {
        try {
            Sandboxes sandboxes = Sandboxes.open(kind);
            try {
                IsolationReport report = sandboxes.probe();
                if (report.holds()) {
                    return new Isolation.Holds(sandboxes, report, List.of());
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

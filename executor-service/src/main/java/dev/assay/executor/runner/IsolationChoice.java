package dev.assay.executor.runner;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.sandbox.IsolationReport;
import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Tier;
import dev.assay.executor.sandbox.WarmSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the strongest kind of sandbox that the host offers, after trying to break out of it. */
final class IsolationChoice {

    private final ExecutorSettings settings;
    private final List<String> passedOver = new ArrayList<>();

    private IsolationChoice(ExecutorSettings settings) {
        this.settings = settings;
    }

    /**
     * What was chosen.
     *
     * @param sandboxes absent where none holds
     */
    record Chosen(Optional<Sandboxes> sandboxes, Isolation isolation) {}

    /** Takes the first kind that holds. */
    static Chosen of(ExecutorSettings settings) {
        return new IsolationChoice(settings).choose();
    }

    private record Proven(Sandboxes sandboxes, IsolationReport report) {}

    private Chosen choose() {
        for (SandboxSettings kind : kinds()) {
            Optional<Proven> proven = prove(kind);
            if (proven.isPresent()) {
                return new Chosen(Optional.of(proven.get().sandboxes()), holds(proven.get()));
            }
        }
        return new Chosen(Optional.empty(), new Isolation.Refused(String.join("; ", passedOver)));
    }

    private Isolation holds(Proven proven) {
        Sandboxes sandboxes = proven.sandboxes();
        return new Isolation.Holds(
                sandboxes.tier().code(),
                sandboxes.forks(),
                sandboxes.slots().size(),
                sandboxes.runtime().version(),
                sandboxes.runtime().environmentHash(),
                proven.report().attacks().size(),
                List.copyOf(passedOver));
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

    private Optional<Proven> prove(SandboxSettings kind) {
        try {
            Sandboxes sandboxes = Sandboxes.open(kind);
            try {
                IsolationReport report = sandboxes.probe();
                if (report.holds()) {
                    return Optional.of(new Proven(sandboxes, report));
                }
                passOver(kind, "the sandbox does not hold: " + report.breaches());
            } catch (SandboxUnavailable e) {
                passOver(kind, e.getMessage());
            }
            sandboxes.close();
        } catch (SandboxUnavailable e) {
            passOver(kind, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            passOver(kind, "interrupted while the isolation was being probed");
        }
        return Optional.empty();
    }

    private void passOver(SandboxSettings kind, String reason) {
        String name = kind.tier().code() + (kind.warm().isPresent() ? " warm" : "");
        passedOver.add(name + ": " + reason);
    }
}

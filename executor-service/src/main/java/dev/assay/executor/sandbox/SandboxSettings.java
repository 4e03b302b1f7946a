package dev.assay.executor.sandbox;

import java.util.Optional;

/**
 * Which sandboxes there shall be.
 *
 * @param slots executions at a time
 * @param firstSlot number of the first slot; executors on one host need different numbers to have different user ids
 * @param tier the kind of isolation
 * @param warm how warm parents are kept; without it every program is started anew. Only {@link Tier#NAMESPACES} has them,
 *     and only with the native launcher
 */
public record SandboxSettings(int slots, int firstSlot, Tier tier, Optional<WarmSettings> warm) {

    /** As it is without configuration. */
    public static SandboxSettings of(int slots, int firstSlot) {
        return new SandboxSettings(slots, firstSlot, Tier.NAMESPACES, Optional.of(WarmSettings.DEFAULT));
    }

    /** The same with another kind of isolation. */
    public SandboxSettings with(Tier other) {
        return new SandboxSettings(slots, firstSlot, other, warm);
    }

    /** The same with every program started anew. */
    public SandboxSettings cold() {
        return new SandboxSettings(slots, firstSlot, tier, Optional.empty());
    }
}

package dev.assay.executor.sandbox;

import java.util.List;

/**
 * How warm parents are kept.
 *
 * @param runs programs that one parent forks before it is replaced, at least 1
 * @param preload Python modules that it imports before it forks; what they cost to import is then paid once
 */
public record WarmSettings(int runs, List<String> preload) {

    /** As it is without configuration. */
    public static final WarmSettings DEFAULT = new WarmSettings(500, List.of());

    public WarmSettings {
        if (runs < 1) {
            throw new IllegalArgumentException("a warm parent serves at least one run, not " + runs);
        }
        preload = List.copyOf(preload);
    }
}

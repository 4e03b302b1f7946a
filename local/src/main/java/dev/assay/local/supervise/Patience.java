package dev.assay.local.supervise;

import java.time.Duration;

/** How long things may take before they count as failed. */
public final class Patience {

    /** From the start of a component to its readiness, unless the person says otherwise. */
    public static final Duration START = Duration.ofSeconds(300);

    /** For services to finish what they have in hand. */
    static final Duration DRAIN = Duration.ofSeconds(30);

    /** For everything else to end in order. */
    static final Duration END = Duration.ofSeconds(20);

    /** After SIGKILL. */
    static final Duration KILLED = Duration.ofSeconds(10);

    /** A component that worked for so long is not in a loop of deaths. */
    static final Duration STABLE = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int DOUBLINGS = 10;

    private Patience() {}

    /** The pause before a component is started again that died {@code deaths} times in a row, at least once. */
    static Duration pause(int deaths) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths - 1, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

package dev.assay.dataset.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gate runs its checks. */
@ConfigMapping(prefix = "assay.gate")
interface GateSettings {

    /** Most checks that are with the executors at once, over all data sets. */
    @WithDefault("200")
    int window();

    /** A check that was sent and has no answer after this is sent again. */
    @WithDefault("15m")
    Duration patience();

    /** How long a replica may take to send what it took. */
    @WithDefault("30s")
    Duration lease();

    /** How often the executors may fail to run a check before that is its result. */
    @WithDefault("3")
    int attempts();

    /** Pause before the second sending; twice as long before each further one. */
    @WithDefault("2s")
    Duration pause();
}

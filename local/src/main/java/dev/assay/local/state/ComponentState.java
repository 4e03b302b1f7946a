package dev.assay.local.state;

import dev.assay.local.process.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one component.
 *
 * @param address where it answers: a URL or host:port
 * @param restarts how often it was started again after it had died
 * @param since when {@code phase} began
 */
public record ComponentState(
        String name,
        Phase phase,
        String address,
        Optional<ProcessIdentity> process,
        int restarts,
        Instant since,
        String log) {}

package dev.assay.executor;

import dev.assay.executor.sandbox.Tier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of the executor, under {@code assay.executor}. */
@ConfigMapping(prefix = "assay.executor")
public interface ExecutorSettings {

    /**
     * Socket of a {@code sandbox-runner} that runs beside this service, in a container of its own. Where it is not set,
     * this service starts a runner itself, as a process with an empty environment.
     */
    Optional<Path> runnerSocket();

    /** Executions at a time; the number of cores where it is not set. */
    Optional<Integer> slots();

    /** Number of the first slot; executors on one host need numbers apart, since user ids follow from them. */
    @WithDefault("0")
    int firstSlot();

    /** The one kind of isolation to use; where it is not set, the strongest one that holds. */
    Optional<Tier> tier();

    /** Whether Python programs are forked by warm parents, where that holds; else each is started anew. */
    @WithDefault("true")
    boolean warm();

    /** Programs that one warm parent forks before it is replaced, at least 1. */
    @WithDefault("500")
    int warmRuns();

    /** Python modules that warm parents import before they fork ({@code numpy}). */
    Optional<List<String>> warmPreload();

    /** Memory for what references return on the inputs of their problems, in bytes. */
    @WithDefault("33554432")
    long referenceCacheBytes();

    /** A file that changes and adds runtimes; see {@code docs/languages.md}. */
    Optional<Path> runtimes();

    /** Requests to run code that may wait for a slot; further ones are refused with 503. */
    @WithDefault("128")
    int waitingRequests();

    /** Name in execution records; the host's where it is not set. */
    Optional<String> id();
}

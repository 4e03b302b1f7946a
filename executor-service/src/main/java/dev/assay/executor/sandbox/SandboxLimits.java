package dev.assay.executor.sandbox;

import java.time.Duration;

/**
 * What a sandboxed program may use.
 *
 * @param cpu CPU time of all its processes together
 * @param wall time in which it is awaited; time in which it waits for others does not count
 * @param memoryBytes memory of all its processes together
 */
public record SandboxLimits(Duration cpu, Duration wall, long memoryBytes) {

    /** Memory where nothing says otherwise. */
    public static final long DEFAULT_MEMORY_BYTES = 1L << 30;

    /** Processes and threads at once. */
    public static final int PROCESSES = 64;

    /** Size of any one file. */
    public static final long FILE_BYTES = 32L * 1024 * 1024;

    /** Size of the only writable file system. */
    public static final long SCRATCH_BYTES = 64L * 1024 * 1024;

    /** Size of shared memory files. */
    public static final long SHARED_MEMORY_BYTES = 16L * 1024 * 1024;

    /** Open files of a process. */
    public static final int OPEN_FILES = 256;

    /** Bytes written to standard output and error after which the program is ended. */
    public static final long OUTPUT_BYTES = 64L * 1024 * 1024;

    private static final long STACK_BYTES = 64L * 1024 * 1024;
    private static final long LOCKED_MEMORY_BYTES = 64L * 1024;
    private static final long ADDRESS_SPACE_MARGIN_BYTES = 512L * 1024 * 1024;

    /**
     * The limits that each process sets on itself before it runs anything else, by their names in {@code
     * setrlimit(2)}. They stand behind the limits of the group, which decide.
     */
    public java.util.Map<String, Long> perProcess() {
        return java.util.Map.of(
                "RLIMIT_CPU",
                cpu.toSeconds() + 2,
                "RLIMIT_AS",
                memoryBytes + ADDRESS_SPACE_MARGIN_BYTES,
                "RLIMIT_FSIZE",
                FILE_BYTES,
                "RLIMIT_NOFILE",
                (long) OPEN_FILES,
                "RLIMIT_NPROC",
                (long) PROCESSES,
                "RLIMIT_STACK",
                STACK_BYTES,
                "RLIMIT_MEMLOCK",
                LOCKED_MEMORY_BYTES,
                "RLIMIT_MSGQUEUE",
                0L,
                "RLIMIT_CORE",
                0L);
    }
}

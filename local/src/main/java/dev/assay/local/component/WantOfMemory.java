package dev.assay.local.component;

/** What the exit code of a JVM says about memory. */
public final class WantOfMemory {

    /** What a JVM under {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int HEAP_EXHAUSTED = 3;

    /** 128 + SIGKILL, which nobody here sends to a process that is starting. */
    private static final int KILLED = 137;

    private WantOfMemory() {}

    /** Words to be put behind a message; empty where the code says nothing of memory. */
    public static String explain(int exitCode) {
        return switch (exitCode) {
            case HEAP_EXHAUSTED -> ", out of memory (its heap is full)";
            case KILLED ->
                ", killed from outside, most likely by the system for want of memory: "
                        + "all of Assay takes 2 GB; stop other programs, or use a larger machine";
            default -> "";
        };
    }
}

package dev.assay.executor.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A started program as the host holds it, in whichever way it was started. */
sealed interface RunningProgram permits ColdProgram, WarmProgram {

    /** What it says to whoever talks with it. */
    InputStream output();

    OutputStream input();

    /** What it prints. */
    InputStream printed();

    boolean isAlive();

    /** Waits that long for its end; returns whether it has come. */
    boolean waitFor(long milliseconds) throws InterruptedException;

    /** Its exit code, 128 + number where a signal ended it; it must have ended. */
    int exitCode();

    /** The process on this host that it and all its descendants are under. */
    OptionalLong top();

    /** The first process inside the sandbox, as this host numbers it. */
    OptionalLong first();

    /** Ends it with all that it started. */
    void kill();

    /** Says that it has ended and how; an abnormal end leaves doubt about what served it. */
    void release(boolean abnormal);
}

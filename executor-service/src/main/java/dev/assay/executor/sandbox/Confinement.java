package dev.assay.executor.sandbox;

import java.util.List;

/** Writes the commands that start our programs where they can reach nothing. */
sealed interface Confinement permits Bubblewrap, Landlock {

    /** The command that starts {@code program} in {@code seat}. */
    List<String> command(Seat seat, SandboxProgram program);
}

package dev.assay.executor.program;

import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.Printed;
import dev.assay.executor.sandbox.Usage;
import java.util.List;
import java.util.Optional;

/**
 * How a command ended, and what it left.
 *
 * @param exitCode what it ended with; negative the number of the signal that ended it; absent where the sandbox was
 *     ended with it
 * @param breach the limit that it ran into
 * @param results the files that were asked for and exist
 * @param resultsComplete whether there was room for all of them
 */
public record ProgramEnd(
        Optional<Integer> exitCode,
        Optional<Breach> breach,
        Printed standardOutput,
        Printed standardError,
        List<WorkFile> results,
        boolean resultsComplete,
        Usage usage) {

    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return breach.isEmpty() && exitCode.filter(code -> code == 0).isPresent();
    }

    /** Whether it waited for a core rather than doing nothing until the wall limit: to be run again, alone. */
    public boolean wasDisturbed() {
        return breach.filter(Breach.WALL_TIME::equals).isPresent() && usage.starved();
    }
}

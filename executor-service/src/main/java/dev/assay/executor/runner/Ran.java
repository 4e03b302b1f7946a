package dev.assay.executor.runner;

import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.SandboxLimits;
import java.util.Optional;

/**
 * What came of running code or a command.
 *
 * @param runtime what ran it, for records; {@code command} where no language was named
 * @param tier the kind of sandbox
 * @param compile absent where nothing is compiled
 * @param run absent where it does not compile
 */
public record Ran(String runtime, String tier, Optional<Step> compile, Optional<Step> run) {

    /** Compiling, or running, and what it was allowed. */
    public record Step(ProgramEnd end, SandboxLimits limits) {}

    boolean wasDisturbed() {
        return disturbed(compile) || disturbed(run);
    }

    private static boolean disturbed(Optional<Step> step) {
        return step.map(Step::end).filter(ProgramEnd::wasDisturbed).isPresent();
    }
}

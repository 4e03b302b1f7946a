package dev.assay.executor.runner;

import dev.assay.executor.program.WorkFile;
import java.util.List;
import java.util.Optional;

/**
 * Code to be compiled and run.
 *
 * @param language id or alias of a runtime
 * @param code what goes into the runtime's source file
 * @param files beside it
 * @param results files to be handed back after the run
 * @param compileLimits the runtime's own where they are absent
 */
public record CodeOrder(
        String language,
        byte[] code,
        List<WorkFile> files,
        byte[] input,
        List<String> results,
        Optional<StepLimits> compileLimits,
        StepLimits limits) {}

package dev.assay.executor.language;

import dev.assay.executor.program.WorkFile;
import dev.assay.executor.sandbox.SandboxLimits;
import java.util.List;

/**
 * A program to be compiled and run.
 *
 * @param source what goes into the runtime's source file
 * @param files beside it
 * @param arguments of the run
 * @param results files to be handed back after the run
 * @param limits of the run
 */
public record LanguageOrder(
        byte[] source,
        List<WorkFile> files,
        List<String> arguments,
        byte[] input,
        List<String> results,
        SandboxLimits compileLimits,
        SandboxLimits limits) {}

package dev.assay.executor.program;

import dev.assay.executor.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command to be run.
 *
 * @param command first the absolute path of the program
 * @param environment beside PATH, HOME, TMPDIR, LANG and TZ
 * @param input what it reads
 * @param results names, or patterns with {@code *}, of the files to be handed back, relative to the working folder
 * @param addressSpaceLimited whether its address space is limited too; programs that reserve much more than they use
 *     (java, node, go) do not start under such a limit
 * @param readOnly folders outside {@code /usr} that it needs to see
 */
public record ProgramOrder(
        List<String> command,
        Map<String, String> environment,
        List<WorkFile> files,
        byte[] input,
        List<String> results,
        boolean addressSpaceLimited,
        List<Path> readOnly,
        SandboxLimits limits) {}

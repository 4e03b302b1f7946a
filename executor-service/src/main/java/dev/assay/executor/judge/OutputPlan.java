package dev.assay.executor.judge;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.sandbox.SandboxLimits;
import java.util.List;

/**
 * A whole program that is judged by what it prints.
 *
 * @param language id of a runtime
 * @param limits of each case; compiling has the runtime's
 * @param declared whether the data set declares the CPU limit
 */
public record OutputPlan(
        String language, AnswerForm form, String answer, List<Case> cases, SandboxLimits limits, boolean declared)
        implements ExecutionPlan {}

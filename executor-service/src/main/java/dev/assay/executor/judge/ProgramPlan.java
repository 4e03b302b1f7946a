package dev.assay.executor.judge;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.executor.sandbox.SandboxLimits;

/**
 * An answer that is run together with its test code.
 *
 * @param context the prompt, which the answer continues
 * @param limits of the run; compiling has the runtime's
 * @param declared whether the data set declares the CPU limit
 */
public record ProgramPlan(
        AnswerForm form,
        String answer,
        String context,
        String entryPoint,
        Program test,
        SandboxLimits limits,
        boolean declared)
        implements ExecutionPlan {}

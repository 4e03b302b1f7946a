package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.executor.sandbox.SandboxLimits;
import java.util.Optional;

/**
 * What the two sides of a split judge are told.
 *
 * @param candidate the answer and what it may rely on; nothing of the tests
 * @param judge the tests and the reference
 * @param limits what the candidate may use
 * @param declared whether the data set declares the CPU limit
 * @param integrity whether the tests run apart from the answer
 * @param references hash of the oracle, where its reference says what is right and the judge can be told that in advance
 */
public record SplitJudgePlan(
        ObjectNode candidate,
        ObjectNode judge,
        SandboxLimits limits,
        boolean declared,
        Integrity integrity,
        Optional<String> references)
        implements ExecutionPlan {}

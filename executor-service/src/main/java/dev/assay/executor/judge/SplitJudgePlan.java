package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.executor.sandbox.SandboxLimits;

/**
 * What the two sides of a split judge are told.
 *
 * @param candidate the answer and what it may rely on; nothing of the tests
 * @param judge the tests and the reference
 * @param limits what the candidate may use
 * @param declared whether the data set declares the CPU limit
 */
public record SplitJudgePlan(ObjectNode candidate, ObjectNode judge, SandboxLimits limits, boolean declared) {}

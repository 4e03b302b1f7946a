package dev.assay.executor.judge;

/** How an answer is to be judged. */
public sealed interface ExecutionPlan permits SplitJudgePlan, ProgramPlan {}

package dev.assay.executor.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How an answer is to be judged. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "judged_by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SplitJudgePlan.class, name = "split_judge"),
    @JsonSubTypes.Type(value = ProgramPlan.class, name = "program"),
    @JsonSubTypes.Type(value = OutputPlan.class, name = "output")
})
public sealed interface ExecutionPlan permits SplitJudgePlan, ProgramPlan, OutputPlan {}

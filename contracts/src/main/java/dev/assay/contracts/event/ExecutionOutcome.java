package dev.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.contracts.record.Execution;

/** The answer was run, or could not be for a reason that is not its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExecutionOutcome.Ran.class, name = "ran"),
    @JsonSubTypes.Type(value = ExecutionOutcome.Failed.class, name = "failed")
})
public sealed interface ExecutionOutcome {

    record Ran(Execution execution) implements ExecutionOutcome {}

    /** Becomes the verdict {@code infrastructure_error}. */
    record Failed(StageError error) implements ExecutionOutcome {}
}

package dev.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.contracts.record.Generation;

/** There is an answer, or there is none and why. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GenerationOutcome.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = GenerationOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = GenerationOutcome.Withheld.class, name = "withheld")
})
public sealed interface GenerationOutcome {

    /** The model answered, or a person brought the answer. */
    record Answered(Generation generation) implements GenerationOutcome {}

    /** The call failed for good: becomes the verdict {@code infrastructure_error}. */
    record Failed(StageError error) implements GenerationOutcome {}

    /** No call was made because the account does not allow one: neither a verdict nor an error. */
    record Withheld(WithheldReason reason) implements GenerationOutcome {}
}

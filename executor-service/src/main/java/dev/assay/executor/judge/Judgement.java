package dev.assay.executor.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.contracts.record.Execution;

/** What came of judging an answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Judgement.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = Judgement.Disturbed.class, name = "disturbed")
})
public sealed interface Judgement {

    /** There is a verdict. */
    record Judged(Execution execution) implements Judgement {}

    /** The host was too busy for the wall limit to say anything: judge it again, alone. */
    record Disturbed() implements Judgement {}
}

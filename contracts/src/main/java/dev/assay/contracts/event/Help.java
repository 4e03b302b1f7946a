package dev.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a call asks for that is no answer to a problem, but helps those who answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Help.Specification.class, name = "specification"),
    @JsonSubTypes.Type(value = Help.Review.class, name = "review")
})
public sealed interface Help {

    /** As what the model is called. */
    CallRole role();

    /** An analysis of the problem and of what an answer has to do. */
    record Specification() implements Help {

        @Override
        public CallRole role() {
            return CallRole.SPECIFIER;
        }
    }

    /**
     * How to go on after attempts that did not pass.
     *
     * @param attempts all of the trial, in order
     */
    record Review(List<PreviousAttempt> attempts) implements Help {

        @Override
        public CallRole role() {
            return CallRole.REVIEWER;
        }
    }
}

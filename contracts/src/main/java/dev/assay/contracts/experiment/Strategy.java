package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a trial goes about a problem. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Strategy.ZeroShot.class, name = "zero-shot")})
public sealed interface Strategy {

    /**
     * One call a sample, no feedback.
     *
     * @param samples trials a problem; 1 to 1000
     */
    record ZeroShot(int samples) implements Strategy {

        @Override
        public String type() {
            return "zero-shot";
        }
    }

    /** Its name in documents; a run's mode. */
    String type();

    /** Trials a problem. */
    int samples();
}

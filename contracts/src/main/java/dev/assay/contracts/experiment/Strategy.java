package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** How a trial goes about a problem. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Strategy.ZeroShot.class, name = Strategy.ZERO_SHOT),
    @JsonSubTypes.Type(value = Strategy.Iterative.class, name = Strategy.ITERATIVE)
})
public sealed interface Strategy {

    String ZERO_SHOT = "zero-shot";
    String ITERATIVE = "iterative";

    /**
     * One call a sample, no feedback.
     *
     * @param samples trials a problem; 1 to 1000
     */
    record ZeroShot(int samples) implements Strategy {

        @Override
        public String type() {
            return ZERO_SHOT;
        }

        @Override
        public int maxIterations() {
            return 1;
        }

        @Override
        public Optional<FeedbackPolicy> feedbackPolicy() {
            return Optional.empty();
        }

        @Override
        public Optional<Specifier> specifier() {
            return Optional.empty();
        }

        @Override
        public Optional<Reviewer> reviewer() {
            return Optional.empty();
        }
    }

    /**
     * An answer that does not pass is repaired, until one passes or the iterations are used up.
     *
     * @param samples trials a problem; 1 to 1000
     * @param maxIterations attempts of a trial in all, the first one included; 1 to 100
     * @param feedback what the model is told of a failure
     * @param specifier absent: problems are answered without an analysis
     * @param reviewer absent: nobody looks at the attempts
     */
    record Iterative(
            int samples,
            int maxIterations,
            FeedbackPolicy feedback,
            Optional<Specifier> specifier,
            Optional<Reviewer> reviewer)
            implements Strategy {

        /** Without help. */
        public Iterative(int samples, int maxIterations, FeedbackPolicy feedback) {
            this(samples, maxIterations, feedback, Optional.empty(), Optional.empty());
        }

        @Override
        public String type() {
            return ITERATIVE;
        }

        @Override
        public Optional<FeedbackPolicy> feedbackPolicy() {
            return Optional.of(feedback);
        }
    }

    /** Its name in documents; a run's mode. */
    String type();

    /** Trials a problem. */
    int samples();

    /** The most attempts of a trial. */
    int maxIterations();

    /** Absent where nothing is repaired. */
    Optional<FeedbackPolicy> feedbackPolicy();

    /** Absent where problems are answered without an analysis. */
    Optional<Specifier> specifier();

    /** Absent where nobody looks at the attempts. */
    Optional<Reviewer> reviewer();
}

package dev.assay.scorer.task;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import java.util.Optional;

/**
 * Judges the attempts of one task type. An implementation is a CDI bean; adding one touches no existing class.
 *
 * <p>Scoring is pure: the same answer and execution give the same judgement, today and when they are scored again.
 */
public interface Scorer {

    /** The task type whose attempts it judges. */
    String taskType();

    /** Name and version, {@code function-completion@1}; changes with every change of a judgement. */
    String version();

    /** Whether an answer has to be run before it can be judged. */
    boolean needsExecution();

    /**
     * Judges an answer.
     *
     * @param execution present where {@link #needsExecution} is true
     * @throws IllegalArgumentException where the documents break the contract that they came under
     */
    Judgement score(Generation generation, Optional<Execution> execution);

    /**
     * What a model may be told of an answer that did not pass, before it repairs it. Nothing of a hidden test is in it:
     * neither what it was called with nor what it gave, raised or wrote, nor its name, nor how many there are. How long it
     * is, is seen to by the caller.
     *
     * @param judgement of {@link #score}, with a verdict that {@linkplain dev.assay.contracts.Verdict#canBeRepaired can be
     *     repaired}
     */
    Feedback feedback(FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution);
}

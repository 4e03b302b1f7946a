package dev.assay.contracts.event;

import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.ProblemRef;
import java.util.Optional;

/**
 * A request for one model call; on {@code assay.generate}.
 *
 * @param accountId which account pays; opaque to the worker
 * @param sampleNumber from 1; part of the request hash, so that two samples are two answers
 * @param promptTemplate id of the template that renders the prompt
 * @param reuseAnswers whether an answer of an earlier run to the same request may serve
 * @param previous the attempt that this one repairs; absent for the first one of a trial
 * @param feedback what may be told of its failure, to be handed on; absent where no repair can follow
 * @param language of the answer; present exactly where the problem leaves it open
 * @param help what is asked for in the place of an answer; the attempt of the event is then that call
 * @param advice what others said, for the prompt; absent where nobody was asked
 */
public record GenerateAttempt(
        AttemptRef attempt,
        ProblemRef problem,
        String accountId,
        ModelSpec model,
        Sampling sampling,
        int sampleNumber,
        String promptTemplate,
        boolean reuseAnswers,
        Optional<PreviousAttempt> previous,
        Optional<FeedbackPolicy> feedback,
        Optional<AnswerLanguage> language,
        Optional<Help> help,
        Optional<Advice> advice) {

    /** The first attempt of a trial that is not repaired, at a problem that says its language. */
    public GenerateAttempt(
            AttemptRef attempt,
            ProblemRef problem,
            String accountId,
            ModelSpec model,
            Sampling sampling,
            int sampleNumber,
            String promptTemplate,
            boolean reuseAnswers) {
        this(
                attempt,
                problem,
                accountId,
                model,
                sampling,
                sampleNumber,
                promptTemplate,
                reuseAnswers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

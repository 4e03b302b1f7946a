package dev.assay.contracts.event;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.ProblemRef;

/**
 * A request for one model call; on {@code assay.generate}.
 *
 * @param accountId which account pays; opaque to the worker
 * @param sampleNumber from 1; part of the request hash, so that two samples are two answers
 * @param promptTemplate id of the template that renders the prompt
 * @param reuseAnswers whether an answer of an earlier run to the same request may serve
 */
public record GenerateAttempt(
        AttemptRef attempt,
        ProblemRef problem,
        String accountId,
        ModelSpec model,
        Sampling sampling,
        int sampleNumber,
        String promptTemplate,
        boolean reuseAnswers) {}

package dev.assay.scorer.task;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Score;

/**
 * What a scorer says of an answer.
 *
 * @param verdict never {@code infrastructure_error}: that is not for a scorer to say
 * @param reason a code owned by the task type
 */
public record Judgement(Verdict verdict, String reason, Score score) {}

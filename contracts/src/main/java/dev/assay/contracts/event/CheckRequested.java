package dev.assay.contracts.event;

import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.AnswerForm;
import java.util.Optional;
import java.util.UUID;

/**
 * A gate candidate to be run; on {@code assay.check}. The key is {@code checkId}.
 *
 * @param candidate its name within the problem ({@code reference}, {@code empty}, {@code pass}, {@code bad:<name>})
 * @param language id of a runtime; present exactly where the problem leaves it open
 */
public record CheckRequested(
        UUID checkId,
        ProblemRef problem,
        String candidate,
        AnswerForm form,
        String answer,
        Optional<String> language) {}

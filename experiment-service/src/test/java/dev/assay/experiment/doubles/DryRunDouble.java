package dev.assay.experiment.doubles;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.DryRun.Question;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Usage;
import java.util.List;

/**
 * llm-worker's dry runs: every prompt has 1000 tokens, or 2000 at most; an answer is expected to have 100. Where answers may
 * be used again, the first problem asked about has one for each sample. The problem {@code P/1} cannot be asked.
 */
final class DryRunDouble {

    private static final String BROKEN = "P/1";

    private DryRunDouble() {}

    static DryRun answer(byte[] body) {
        Question question = AssayJson.read(body, Question.class);
        long errors = question.problems().stream()
                        .filter(problem -> problem.problemId().equals(BROKEN))
                        .count()
                * question.samples();
        long answered = question.reuseAnswers() ? question.samples() : 0;
        long total = (long) question.problems().size() * question.samples();
        long calls = total - errors - answered;
        return new DryRun(
                question.experimentId(),
                question.model().slug().orElse(question.model().name()),
                total,
                calls,
                answered,
                errors,
                errors == 0 ? List.of() : List.of(new DryRun.ErrorDetail(BROKEN, "the prompt cannot be rendered")),
                List.of("temperature: not sent"),
                new Usage(1000 * calls, 100 * calls, 0, 0, 0),
                7,
                2000 * calls,
                calls * question.sampling().maxOutputTokens(),
                question.problems().stream()
                        .limit(question.previews())
                        .map(DryRunDouble::preview)
                        .toList());
    }

    private static PromptPreview preview(ProblemRef problem) {
        return new PromptPreview(
                "complete-function.v1",
                problem.problemId(),
                List.of(new ChatMessage("user", "…")),
                "0".repeat(64),
                1000);
    }
}

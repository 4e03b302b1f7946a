package dev.assay.experiment.doubles;

import dev.assay.contracts.Page;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.Template;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** llm-worker's one template {@code complete-function}, and the problems that previews need. */
final class TemplateDouble {

    private static final String TASK_TYPE = "function-completion";

    /** What the id of a problem begins with, in a path. */
    private static final String P = "/P%2F";

    private TemplateDouble() {}

    static TemplateList list() {
        return new TemplateList(List.of(new Template(
                "complete-function",
                "complete-function.v1",
                1,
                TASK_TYPE,
                "…",
                AnswerForm.CHAT,
                "{#fragment id=user}{prompt}{/fragment}")));
    }

    /** The prompt is the hash that was asked for. */
    static PromptPreview preview(String path) {
        return new PromptPreview(
                "complete-function.v1",
                "P",
                List.of(new ChatMessage("user", path.substring(path.indexOf('=') + 1))),
                "0".repeat(64),
                9);
    }

    /** One problem by its id, or the first. */
    static Object problems(String path) {
        return path.contains("?")
                ? new Page<>(List.of(problem(0)), Optional.of("next"))
                : problem(Integer.parseInt(path.substring(path.indexOf(P) + P.length())));
    }

    private static PublicProblem problem(int ordinal) {
        return new PublicProblem(
                Neighbours.problem("d20", ordinal),
                ordinal,
                "python",
                List.of(),
                TaskBody.of(TASK_TYPE, 1, Map.of("prompt", "…")));
    }
}

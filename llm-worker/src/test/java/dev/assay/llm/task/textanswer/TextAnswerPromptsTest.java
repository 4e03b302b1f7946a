package dev.assay.llm.task.textanswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.textanswer.TextAnswer;
import dev.assay.contracts.task.textanswer.TextAnswer.PublicBody;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextAnswerPromptsTest {

    private static final String QUESTION = "What is {x} after `x = {1: \"<b>&amp;\"}`?\n";

    private final TextAnswerPrompts prompts = new TextAnswerPrompts();

    @Test
    void question_only_is_the_question_exactly_as_it_is() {
        assertThat(render("question-only")).containsExactly(new ChatMessage("user", QUESTION));
    }

    @Test
    void short_answer_asks_for_nothing_but_the_answer() {
        assertThat(render("short-answer"))
                .containsExactly(
                        new ChatMessage(
                                "system",
                                "You answer with the answer alone: no explanation, no quotation marks, no fence."),
                        new ChatMessage("user", QUESTION));
    }

    @Test
    void a_repair_says_what_was_wrong_and_not_what_is_right() {
        assertThat(prompts.renderRepair(asked(), Feedback.kind(Verdict.WRONG_ANSWER)))
                .containsExactly(
                        new ChatMessage("user", "That is not the answer.\n Answer again, with the answer alone."));
        assertThat(prompts.renderRepair(asked(), Feedback.kind(Verdict.TRUNCATED))
                        .getFirst()
                        .content())
                .startsWith("That answer was cut off");
    }

    private List<ChatMessage> render(String id) {
        PromptTemplate template = prompts.prompts().templates().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return prompts.render(template, asked());
    }

    private static Asked asked() {
        ProblemRef ref = new ProblemRef("questions", "version", "q/0", TextAnswer.TASK_TYPE, "public", "oracle");
        TaskBody body = TaskBody.of(TextAnswer.TASK_TYPE, TextAnswer.SCHEMA_VERSION, new PublicBody(QUESTION));
        return Asked.of(new PublicProblem(ref, 0, TextAnswer.LANGUAGE, List.of(), body));
    }
}

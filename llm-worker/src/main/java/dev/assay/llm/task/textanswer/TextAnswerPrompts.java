package dev.assay.llm.task.textanswer;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.textanswer.TextAnswer;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptRenderer;
import dev.assay.llm.prompt.PromptTemplate;
import dev.assay.llm.prompt.TaskPrompts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Prompts that put a question. */
@Singleton
class TextAnswerPrompts implements PromptRenderer {

    /** A line of text; where answers are longer, the model's own average soon takes its place. */
    private static final int EXPECTED_OUTPUT_TOKENS = 30;

    private final TaskPrompts prompts = new TaskPrompts(
            TextAnswer.TASK_TYPE,
            List.of(
                    PromptTemplate.load(
                            TextAnswer.TASK_TYPE,
                            "short-answer",
                            1,
                            "Asks for the answer alone, without an explanation.",
                            AnswerForm.CHAT),
                    PromptTemplate.load(
                            TextAnswer.TASK_TYPE,
                            "question-only",
                            1,
                            "The question exactly as it is, as the only message.",
                            AnswerForm.CHAT)),
            PromptTemplate.load(
                    TextAnswer.TASK_TYPE,
                    "short-answer-repair",
                    1,
                    "Says that an answer is wrong and asks for another one.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    TextAnswer.TASK_TYPE,
                    "specify-answer",
                    1,
                    "Asks what the task asks for, without an algorithm.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    TextAnswer.TASK_TYPE,
                    "review-answer",
                    1,
                    "Asks how to go on after attempts that did not pass.",
                    AnswerForm.CHAT),
            EXPECTED_OUTPUT_TOKENS);

    @Override
    public TaskPrompts prompts() {
        return prompts;
    }

    @Override
    public List<ChatMessage> render(PromptTemplate template, Asked asked) {
        TextAnswer.PublicBody body = asked.problem().body().as(TextAnswer.PublicBody.class);
        return template.render(Map.of("question", body.question()));
    }

    @Override
    public List<ChatMessage> renderRepair(Asked asked, Feedback feedback) {
        return prompts.repair()
                .render(Map.of("verdict", feedback.verdict().map(Verdict::code).orElse("")));
    }
}

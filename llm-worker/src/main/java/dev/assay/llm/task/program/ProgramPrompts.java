package dev.assay.llm.task.program;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.PublicBody;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptRenderer;
import dev.assay.llm.prompt.PromptTemplate;
import dev.assay.llm.prompt.TaskPrompts;
import io.quarkus.qute.TemplateException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Prompts that ask for a whole program. What is the same for more calls stands further in front: the system prompt and the
 * documentation for all tasks of a language, the task for all attempts at it, so that providers' prompt caches hit.
 */
@Singleton
class ProgramPrompts implements PromptRenderer {

    /** The references of our own tasks have 113 on average, in Python, JavaScript and Bash (cl100k_base). */
    private static final int EXPECTED_OUTPUT_TOKENS = 120;

    private final TaskPrompts prompts = new TaskPrompts(
            ProgramTask.TASK_TYPE,
            List.of(
                    PromptTemplate.load(
                            ProgramTask.TASK_TYPE,
                            "write-program",
                            1,
                            "For chat models: asks for a whole program, and shows what it must print.",
                            AnswerForm.CHAT),
                    PromptTemplate.load(
                            ProgramTask.TASK_TYPE,
                            "write-program-unseen",
                            1,
                            "As write-program, without what it must print.",
                            AnswerForm.CHAT)),
            PromptTemplate.load(
                    ProgramTask.TASK_TYPE,
                    "write-program-repair",
                    1,
                    "Says what came of a program and asks for a better one.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    ProgramTask.TASK_TYPE,
                    "specify-program",
                    1,
                    "Asks what the task asks for, without an algorithm.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    ProgramTask.TASK_TYPE,
                    "review-program",
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
        PublicBody body = asked.problem().body().as(PublicBody.class);
        Asked.Language language = asked.language()
                .orElseThrow(() -> new TemplateException(
                        "an experiment chooses the language of this problem; its dry run shows the prompt"));
        return template.render(Map.of(
                "language", language.name(),
                "rules", language.rules(),
                "documentation", language.documentation().orElse(""),
                "task", body.description(),
                "cases", body.publicCases().stream().map(ProgramPrompts::shown).toList()));
    }

    @Override
    public List<ChatMessage> renderRepair(Asked asked, Feedback feedback) {
        return prompts.repair()
                .render(Map.of(
                        "verdict", feedback.verdict().map(Verdict::code).orElse(""),
                        "error", feedback.error().orElse("")));
    }

    private static Map<String, Object> shown(Case test) {
        return Map.of(
                "given", !test.args().isEmpty() || !test.stdin().isEmpty(),
                "args", test.args(),
                "stdin", test.stdin(),
                "expected_output", test.expectedOutput());
    }
}

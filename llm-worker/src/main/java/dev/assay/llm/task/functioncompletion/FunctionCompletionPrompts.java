package dev.assay.llm.task.functioncompletion;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptRenderer;
import dev.assay.llm.prompt.PromptTemplate;
import dev.assay.llm.prompt.TaskPrompts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Prompts that ask for a function. */
@Singleton
class FunctionCompletionPrompts implements PromptRenderer {

    /** HumanEval's solutions, written as whole functions in one fenced block, have 188 on average (cl100k_base). */
    private static final int EXPECTED_OUTPUT_TOKENS = 200;

    private final TaskPrompts prompts = new TaskPrompts(
            FunctionCompletion.TASK_TYPE,
            List.of(
                    PromptTemplate.load(
                            FunctionCompletion.TASK_TYPE,
                            "complete-function",
                            1,
                            "For chat models: asks for the whole function in one fenced block of code.",
                            AnswerForm.CHAT),
                    PromptTemplate.load(
                            FunctionCompletion.TASK_TYPE,
                            "complete-function-cot",
                            1,
                            "As complete-function, and has the model think first, in the answer itself.",
                            AnswerForm.CHAT),
                    PromptTemplate.load(
                            FunctionCompletion.TASK_TYPE,
                            "prompt-only",
                            1,
                            "The problem's prompt exactly as it is, as the only message.",
                            AnswerForm.CHAT)),
            PromptTemplate.load(
                    FunctionCompletion.TASK_TYPE,
                    "complete-function-repair",
                    1,
                    "Says what is wrong with an answer and asks for a better one.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    FunctionCompletion.TASK_TYPE,
                    "specify-function",
                    1,
                    "Asks what the task asks for, without an algorithm.",
                    AnswerForm.CHAT),
            PromptTemplate.load(
                    FunctionCompletion.TASK_TYPE,
                    "review-function",
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
        PublicProblem problem = asked.problem();
        FunctionCompletion.PublicBody body = problem.body().as(FunctionCompletion.PublicBody.class);
        return template.render(Map.of(
                "prompt", body.prompt(),
                "signature_given", isCode(problem.language(), body),
                "entry_point", body.entryPoint(),
                "language", problem.language(),
                "public_tests", body.publicTests()));
    }

    @Override
    public List<ChatMessage> renderRepair(Asked asked, Feedback feedback) {
        return prompts.repair()
                .render(Map.of(
                        "verdict", feedback.verdict().map(Verdict::code).orElse(""),
                        "counted",
                                feedback.testsTotal().filter(total -> total > 0).isPresent(),
                        "passed", feedback.testsPassed().orElse(0),
                        "total", feedback.testsTotal().orElse(0),
                        "error", feedback.error().orElse(""),
                        "language", asked.problem().language()));
    }

    /** Some data sets in Python give a description instead; those of other languages give code. */
    private static boolean isCode(String language, FunctionCompletion.PublicBody body) {
        return !language.equals("python") || body.prompt().contains("def " + body.entryPoint());
    }
}

package dev.assay.llm.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptTemplate;
import io.quarkus.qute.TemplateException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionCompletionPromptsTest {

    private final FunctionCompletionPrompts prompts = new FunctionCompletionPrompts();

    @Test
    void prompt_only_is_the_prompt_exactly_as_it_is() {
        String prompt = "\n\ndef f(x: dict) -> str:\n    \"\"\"{x} {#if} <b>&amp; \\n\n    >>> f({})\n    \"\"\"\n  \n";
        assertThat(render("prompt-only", new PublicBody(prompt, "f", List.of("assert f({}) == ''"))))
                .containsExactly(new ChatMessage("user", prompt));
    }

    @Test
    void complete_function_puts_code_in_a_fence() {
        assertThat(render("complete-function", new PublicBody("def f(x):\n    \"\"\"{x}\"\"\"\n", "f", List.of())))
                .containsExactly(
                        new ChatMessage(
                                "system",
                                "You write python code that is run as it is. You answer with one fenced block of code"
                                        + " and nothing else."),
                        new ChatMessage("user", """
                                Complete this function:

                                ```python
                                def f(x):
                                    \"""{x}\"""

                                ```

                                Reply with the whole function and with every import and helper it needs, in one\
                                 ```python block. Leave out tests, examples of use and explanations."""));
    }

    @Test
    void complete_function_names_the_function_and_its_public_tests_where_the_prompt_is_a_description() {
        assertThat(render(
                                "complete-function",
                                new PublicBody(
                                        "Write a function to add.",
                                        "add",
                                        List.of("assert add(1, 2) == 3", "assert add(0, 0) == 0")))
                        .getLast()
                        .content())
                .isEqualTo("""
                        Write a function to add.

                        The function must be called `add`.

                        These must hold:

                        ```python
                        assert add(1, 2) == 3
                        assert add(0, 0) == 0
                        ```

                        Reply with the whole function and with every import and helper it needs, in one ```python\
                         block. Leave out tests, examples of use and explanations.""");
    }

    @Test
    void complete_function_puts_code_of_other_languages_in_a_fence_of_theirs() {
        assertThat(render("complete-function", "go", new PublicBody("func f(x int) int {\n", "f", List.of()))
                        .getLast()
                        .content())
                .startsWith("Complete this function:\n\n```go\nfunc f(x int) int {\n")
                .contains("in one ```go block");
    }

    @Test
    void all_templates_ask_for_chat_answers_and_say_their_version() {
        assertThat(prompts.prompts().templates())
                .extracting(PromptTemplate::id, PromptTemplate::name, PromptTemplate::form)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "complete-function", "complete-function.v1", AnswerForm.CHAT),
                        org.assertj.core.groups.Tuple.tuple(
                                "complete-function-cot", "complete-function-cot.v1", AnswerForm.CHAT),
                        org.assertj.core.groups.Tuple.tuple("prompt-only", "prompt-only.v1", AnswerForm.CHAT));
    }

    @Test
    void a_variable_without_a_value_is_an_error_that_names_it_and_the_template() {
        PromptTemplate template = prompts.prompts().templates().getFirst();
        assertThatThrownBy(() -> template.render(Map.of("prompt", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("language")
                .hasMessageContaining("complete-function.v1");
    }

    @Test
    void a_body_of_another_shape_is_an_error() {
        PublicProblem problem = new PublicProblem(
                ref(), 0, "python", List.of(), TaskBody.of(FunctionCompletion.TASK_TYPE, 1, List.of("x")));
        assertThatThrownBy(() -> prompts.render(prompts.prompts().templates().getFirst(), Asked.of(problem)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_repair_says_what_is_wrong_how_many_tests_passed_and_the_error_as_it_is() {
        Feedback feedback = new Feedback(
                Optional.of(Verdict.WRONG_ANSWER), Optional.of(1), Optional.of(3), Optional.of("f({x}) was <b>&\n2"));

        assertThat(repair(feedback)).isEqualTo("""
                The code gives a wrong result.

                It passes 1 of 3 tests.

                ```
                f({x}) was <b>&
                2
                ```

                Find the mistake and reply with the whole corrected function and with every import and helper it needs,\
                 in one ```python block. Leave out tests, examples of use and explanations.""");
    }

    @Test
    void a_repair_of_what_fails_hidden_tests_says_no_more_than_that() {
        assertThat(repair(Feedback.FURTHER_TESTS_FAILED)).isEqualTo("""
                The code fails further tests, which are not shown.

                Find the mistake and reply with the whole corrected function and with every import and helper it needs,\
                 in one ```python block. Leave out tests, examples of use and explanations.""");
    }

    @Test
    void every_verdict_that_can_be_repaired_has_words_of_its_own() {
        List<Verdict> repairable =
                Arrays.stream(Verdict.values()).filter(Verdict::canBeRepaired).toList();

        assertThat(repairable.stream().map(verdict -> repair(Feedback.kind(verdict))))
                .doesNotHaveDuplicates()
                .doesNotContain(repair(Feedback.FURTHER_TESTS_FAILED));
    }

    private String repair(Feedback feedback) {
        PublicProblem problem = new PublicProblem(
                ref(),
                0,
                "python",
                List.of(),
                TaskBody.of(FunctionCompletion.TASK_TYPE, 1, new PublicBody("def f(x):\n", "f", List.of())));
        List<ChatMessage> messages = prompts.renderRepair(Asked.of(problem), feedback);
        assertThat(messages).singleElement().extracting(ChatMessage::role).isEqualTo("user");
        return messages.getFirst().content();
    }

    private List<ChatMessage> render(String id, PublicBody body) {
        return render(id, "python", body);
    }

    private List<ChatMessage> render(String id, String language, PublicBody body) {
        PromptTemplate template = prompts.prompts().templates().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return prompts.render(
                template,
                Asked.of(new PublicProblem(
                        ref(), 0, language, List.of(), TaskBody.of(FunctionCompletion.TASK_TYPE, 1, body))));
    }

    private static ProblemRef ref() {
        return new ProblemRef("set", "version", "set/0", FunctionCompletion.TASK_TYPE, "public", "oracle");
    }
}

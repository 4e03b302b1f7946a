package dev.assay.llm.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.PublicBody;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.PromptTemplate;
import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramPromptsTest {

    private static final Case PLAIN = new Case("without input", Visibility.PUBLIC, List.of(), "", "first\nsecond");
    private static final Case INPUT =
            new Case("two words", Visibility.PUBLIC, List.of("one", "a b"), "three\nfour\n", "5");

    private final ProgramPrompts prompts = new ProgramPrompts();

    @Test
    void the_system_prompt_names_the_language_and_its_rules() {
        assertThat(render("write-program", python(""), PLAIN).getFirst())
                .isEqualTo(new ChatMessage(
                        "system",
                        "You write one complete Python program that runs as it is: self-contained, shorter than"
                                + " 50 lines, nothing but the standard library. Use literal values in the place"
                                + " of any network or environment that it would need. Answer with the source"
                                + " code alone: no explanation, no code fence."));
        assertThat(render("write-program", python("No classes."), PLAIN)
                        .getFirst()
                        .content())
                .endsWith("no code fence.\nNo classes.");
    }

    @Test
    void documentation_stands_before_the_task_and_that_before_what_is_expected() {
        Asked.Language ilo = new Asked.Language("ilo", "", Optional.of("# ilo\n\nf x:{x}"));

        assertThat(render("write-program", ilo, PLAIN).getLast().content()).isEqualTo("""
                ## Documentation of ilo

                # ilo

                f x:{x}

                ## Task

                Print {two} lines.

                ## Expected output

                first
                second
                """);
    }

    @Test
    void a_language_without_documentation_is_said_to_have_none() {
        assertThat(render("write-program", python(""), PLAIN).getLast().content())
                .startsWith("There is no documentation of Python here.\n\n## Task\n");
    }

    @Test
    void a_case_with_input_shows_it() {
        assertThat(render("write-program", python(""), INPUT).getLast().content())
                .endsWith("""
                ## Expected output, with this input

                Command-line arguments, one a line:
                one
                a b
                Standard input:
                three
                four

                Standard output:
                5
                """);
    }

    @Test
    void what_is_expected_can_be_left_out() {
        assertThat(render("write-program-unseen", python(""), PLAIN).getLast().content())
                .endsWith("## Task\n\nPrint {two} lines.\n")
                .doesNotContain("Expected");
    }

    @Test
    void tasks_of_a_language_share_all_that_stands_before_the_task() {
        Asked.Language ilo = new Asked.Language("ilo", "x", Optional.of("All of it."));
        String one = render("write-program", ilo, PLAIN).getLast().content();
        String other = render("write-program", ilo, INPUT).getLast().content();

        assertThat(one.substring(0, one.indexOf("## Expected")))
                .isEqualTo(other.substring(0, other.indexOf("## Expected")));
        assertThat(render("write-program", ilo, PLAIN).getFirst())
                .isEqualTo(render("write-program", ilo, INPUT).getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_ANSWER, printed something else",
        "RUNTIME_ERROR, failed",
        "COMPILE_ERROR, not valid source",
        "TIME_LIMIT, did not end in time",
        "EXTRACTION_FAILED, no program in your answer",
        "TRUNCATED, cut off"
    })
    void a_repair_says_what_came_of_the_program(Verdict verdict, String said) {
        Feedback feedback =
                new Feedback(Optional.of(verdict), Optional.empty(), Optional.empty(), Optional.of("the error"));

        assertThat(repair(feedback))
                .contains(said)
                .contains("\n\n```\nthe error\n```\n\n")
                .endsWith("no explanation, no code fence.");
    }

    @Test
    void of_further_input_nothing_is_said() {
        assertThat(repair(Feedback.FURTHER_TESTS_FAILED))
                .contains("further input, which is not shown")
                .doesNotContain("```");
    }

    @Test
    void without_a_language_there_is_no_prompt() {
        assertThatThrownBy(() -> prompts.render(prompts.prompts().templates().getFirst(), Asked.of(problem(PLAIN))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("an experiment chooses the language");
    }

    private List<ChatMessage> render(String id, Asked.Language language, Case shown) {
        PromptTemplate template = prompts.prompts().templates().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return prompts.render(template, new Asked(problem(shown), Optional.of(language)));
    }

    private String repair(Feedback feedback) {
        List<ChatMessage> messages = prompts.renderRepair(new Asked(problem(PLAIN), Optional.of(python(""))), feedback);
        assertThat(messages).hasSize(1);
        return messages.getFirst().content();
    }

    private static Asked.Language python(String rules) {
        return new Asked.Language("Python", rules, Optional.empty());
    }

    private static PublicProblem problem(Case shown) {
        PublicBody body = new PublicBody(
                "Print {two} lines.", List.of(shown), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        return new PublicProblem(
                new ProblemRef("d", "v", "p", ProgramTask.TASK_TYPE, "public", "oracle"),
                0,
                AnswerLanguage.ANY,
                List.of(),
                TaskBody.of(ProgramTask.TASK_TYPE, ProgramTask.SCHEMA_VERSION, body));
    }
}

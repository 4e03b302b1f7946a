package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.executor.JudgeFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Finding the program in what a model said, where it happens: in the sandbox. */
class ExtractionTest {

    private static final String PROMPT = """
            from math import floor
            import string
            LIMIT = 10

            def helper(x):
                \"\"\"
                from nowhere import this is no import
                \"\"\"
                return floor(x)


            def solve(x: float) -> int:
                \"\"\"Rounds down.
                from here on it is text
                >>> solve(1.5)
                1
                \"\"\"
            """;
    private static final String WHOLE = "def solve(x):\n    return helper(x)\n";

    private static JudgeFixture judge;
    private static OracleProblem problem;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 990);
        problem = JudgeFixture.checked("solve", PROMPT, Visibility.FEEDBACK, "assert candidate(1.5) == 1");
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void a_tagged_fence_is_found_and_the_prompts_helpers_stay() {
        passes("Here:\n```python\n" + WHOLE + "```\nDone.", "fence_with_entry_point");
        passes("```Python\n" + WHOLE + "```", "fence_with_entry_point");
        passes("```py\n" + WHOLE + "```", "fence_with_entry_point");
        passes("```python3\r\n" + WHOLE.replace("\n", "\r\n") + "```", "fence_with_entry_point");
        passes("~~~\n" + WHOLE + "~~~", "fence_with_entry_point");
        passes("1. So:\n   ```python\n   def solve(x):\n       return int(x)\n   ```", "fence_with_entry_point");
    }

    @Test
    void a_fence_that_is_never_closed_reads_to_the_end() {
        passes("Sure.\n```python\n" + WHOLE, "fence_with_entry_point");
    }

    @Test
    void of_several_fences_the_last_one_that_defines_the_entry_point_counts() {
        passes(
                "```python\ndef solve(x):\n    return 99\n```\nBetter:\n```python\n" + WHOLE
                        + "```\nUse it:\n```python\nprint(solve(1.5))\n```\n```bash\npip install x\n```",
                "fence_with_entry_point");
    }

    @Test
    void reasoning_is_dropped_first() {
        passes("<think>\n```python\ndef solve(x):\n    return 99\n```\n</think>\n" + WHOLE, "whole_answer");
        passes("so I think\n</think>\n```python\n" + WHOLE + "```", "fence_with_entry_point");
        Execution cut = judge.run(problem, AnswerForm.CHAT, "<think>\nI could write\n```python\n" + WHOLE + "```");
        assertThat(cut.verdict()).isEqualTo(Verdict.EXTRACTION_FAILED);
        assertThat(cut.reason()).isEqualTo("no_code_found");
    }

    @Test
    void a_body_continues_the_prompt() {
        passes("```python\n    return helper(x)\n```", "fence_with_body");
        passes("```python\nreturn helper(x)\n```", "fence_with_body");
        passes("```\n  y = helper(x)\n  return y\n```", "fence_with_body");
        passes("    return helper(x)\n", "bare_body");
    }

    @Test
    void without_a_fence_the_longest_region_that_parses_is_taken() {
        passes(
                "Sure! Here is the function you asked for:\n\nimport os\n\n" + WHOLE
                        + "\nThis function rounds down, as it's asked.\n",
                "region_with_entry_point");
        Execution execution = judge.run(
                problem,
                AnswerForm.CHAT,
                "Answer:\nimport os\n\n@staticmethod\ndef other(x):\n    return x\n\n" + WHOLE + "\nHope this helps!");
        assertThat(execution.extraction().code().orElseThrow())
                .startsWith("import os")
                .doesNotContain("Hope");
    }

    @Test
    void what_the_answer_defines_again_is_the_answers() {
        passes("```python\ndef helper(x):\n    return int(x)\n\n" + WHOLE + "```", "fence_with_entry_point");
        Execution execution =
                judge.run(problem, AnswerForm.CHAT, "```python\ndef helper(x):\n    return 99\n\n" + WHOLE + "```");
        assertThat(execution.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void code_that_is_not_what_was_asked_for_still_runs() {
        Execution execution = judge.run(problem, AnswerForm.CHAT, "```python\ndef answer(x):\n    return 1\n```");

        assertThat(execution.extraction().rule()).isEqualTo("fence_without_entry_point");
        assertThat(execution.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
        assertThat(execution.detail()).startsWith("NameError: name 'solve' is not defined");
    }

    @Test
    void a_fence_that_does_not_parse_is_a_syntax_error_of_the_model() {
        Execution execution = judge.run(problem, AnswerForm.CHAT, "```python\ndef solve(x):\n    return ((x\n```");

        assertThat(execution.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
        assertThat(execution.reason()).isEqualTo("syntax_error");
        assertThat(execution.detail()).startsWith("SyntaxError");
    }

    @Test
    void what_is_declared_to_be_python_and_is_not_is_a_syntax_error_of_the_model() {
        Execution execution =
                judge.run(problem, AnswerForm.CHAT, "Here:\n```python\ndef other[i]\n    return True\n```");

        assertThat(execution.extraction().rule()).isEqualTo("fence_that_does_not_parse");
        assertThat(execution.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    }

    @Test
    void an_answer_without_code_is_told_apart() {
        for (String answer : new String[] {"", "I cannot help with that.", "```\nnot code at all\n```", "\0", "…"}) {
            Execution execution = judge.run(problem, AnswerForm.CHAT, answer);
            assertThat(execution.verdict()).as(answer).isEqualTo(Verdict.EXTRACTION_FAILED);
            assertThat(execution.reason()).isEqualTo("no_code_found");
            assertThat(execution.tests())
                    .extracting(Execution.TestOutcome::status)
                    .containsOnly(Execution.TestOutcome.Status.NOT_RUN);
        }
    }

    @Test
    void an_answer_that_breaks_parsers_gets_a_verdict() {
        for (String answer : new String[] {
            "```python\n" + "(".repeat(200_000) + "\n```",
            "solve = " + "-".repeat(300_000) + "1",
            "```python\ndef solve(x):\n    return \"\ud800\"\n```",
            "def solve(x):\n    return 1\0\n",
            "x".repeat(4 << 20),
            "def solve(x):\n".repeat(20_000),
            "```\n".repeat(100_000)
        }) {
            Execution execution = judge.run(problem, AnswerForm.CHAT, answer);
            assertThat(execution.verdict())
                    .isIn(
                            Verdict.EXTRACTION_FAILED,
                            Verdict.COMPILE_ERROR,
                            Verdict.WRONG_ANSWER,
                            Verdict.RUNTIME_ERROR,
                            Verdict.TIME_LIMIT);
        }
    }

    @Test
    void programs_and_completions_are_taken_as_they_are() {
        Execution program = judge.run(problem, AnswerForm.PROGRAM, "def solve(x):\n    return int(x)\n");
        assertThat(program.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(program.extraction().rule()).isEqualTo("whole_program");

        Execution completion = judge.run(problem, AnswerForm.COMPLETION, "    return helper(x)\n");
        assertThat(completion.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(completion.extraction().code().orElseThrow())
                .startsWith(PROMPT)
                .endsWith("return helper(x)\n");

        Execution nul = judge.run(problem, AnswerForm.PROGRAM, "def solve(x):\n    return 1\0\n");
        assertThat(nul.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    }

    private static void passes(String answer, String rule) {
        Execution execution = judge.run(problem, AnswerForm.CHAT, answer);
        assertThat(execution.extraction().rule()).as(answer).isEqualTo(rule);
        assertThat(execution.verdict())
                .as("%s: %s", execution.detail(), execution.extraction())
                .isEqualTo(Verdict.PASSED);
    }
}

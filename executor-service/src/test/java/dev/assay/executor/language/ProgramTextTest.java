package dev.assay.executor.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.executor.language.ProgramText.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python\nprint(1)\n```",
                "```\nprint(1)\n```\n",
                "\n\n```py\r\nprint(1)\r\n```  \n",
                "~~~~ python\nprint(1)\n~~~~"
            })
    void an_answer_that_is_one_fence_is_unwrapped(String answer) {
        assertThat(ProgramText.find(AnswerForm.CHAT, answer)).contains(new Found("single_fence", "print(1)\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(1)\n",
                "Here it is:\n```python\nprint(1)\n```",
                "```python\nprint(1)\n```\nThat prints 1.",
                "```python\nprint(1)\n```\n```python\nprint(2)\n```",
                "```python\nprint(1)\n",
                "```",
                "echo '```'\n"
            })
    void any_other_answer_is_run_as_it_is(String answer) {
        assertThat(ProgramText.find(AnswerForm.CHAT, answer)).contains(new Found("verbatim", answer));
    }

    @Test
    void a_program_that_was_brought_is_never_unwrapped() {
        String program = "```\necho 1\n```";

        assertThat(ProgramText.find(AnswerForm.PROGRAM, program)).contains(new Found("whole_program", program));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "```python\n```", "```python\n  \n```\n"})
    void a_blank_answer_holds_no_program(String answer) {
        assertThat(ProgramText.find(AnswerForm.CHAT, answer)).isEmpty();
    }
}

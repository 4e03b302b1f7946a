package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalPlusImporterTest {

    private final EvalPlusImporter importer = new EvalPlusImporter();

    @Test
    void inputs_are_two_groups_and_only_the_first_may_be_shown_after_a_failure() {
        Inputs inputs = inputs(row("HumanEval/7", "[[1]]", "[[2], [3]]"));

        assertThat(inputs.groups()).extracting(group -> group.name()).containsExactly("base", "plus");
        assertThat(inputs.groups())
                .extracting(group -> group.visibility())
                .containsExactly(Visibility.FEEDBACK, Visibility.HIDDEN);
        assertThat(inputs.groups()).extracting(group -> group.inputs()).containsExactly("[[1]]", "[[2],[3]]");
        assertThat(inputs.absoluteTolerance()).isEqualTo(1e-6);
        assertThat(inputs.comparison()).isEqualTo("equal");
    }

    @Test
    void a_prompt_that_is_code_makes_the_reference_a_body() {
        OracleBody oracle = oracle(row("HumanEval/7", "[[1]]", "[]"));

        assertThat(oracle.reference().orElseThrow().form()).isEqualTo(AnswerForm.COMPLETION);
        assertThat(oracle.context()).startsWith("def f(");
    }

    @Test
    void a_prompt_that_is_a_description_makes_the_reference_a_program() {
        String row = row("Mbpp/3", "[[1]]", "[]").replace("def f(*n):\\n", "'''Write a function.'''\\n");

        assertThat(oracle(row).reference().orElseThrow().form()).isEqualTo(AnswerForm.PROGRAM);
        assertThat(oracle(row).context()).isEmpty();
    }

    @Test
    void a_group_may_be_an_empty_object() {
        assertThat(inputs(row("Mbpp/793", "[[1]]", "{}")).groups().getLast().inputs())
                .isEqualTo("[]");
    }

    @Test
    void an_input_that_is_no_list_of_arguments_is_named() {
        assertThatThrownBy(() -> inputs(row("HumanEval/7", "[[1], 2]", "[]")))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("base_input[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HumanEval/0 | [[1.0, 2, -0.0, 1e-7, true, null]] | [[1.0,2,-0.0,1.0E-7,true,null]]",
                "HumanEval/0 | [[NaN, Infinity, -Infinity, 1e400]] | [[{\"$float\":\"nan\"},{\"$float\":\"inf\"},{\"$float\":\"-inf\"},{\"$float\":\"inf\"}]]",
                "HumanEval/0 | [[123456789012345678901, -9223372036854775809]] | [[{\"$int\":\"0x6b14e9f812f366c35\"},{\"$int\":\"-0x8000000000000001\"}]]",
                "HumanEval/0 | [[{\"$50\": 1, \"a\": 2}]] | [[{\"$dict\":[[\"$50\",1],[\"a\",2]]}]]",
                "HumanEval/0 | [[\"\\ud83d\\ude00 \\u0000\"]] | [[\"\\uD83D\\uDE00 \\u0000\"]]",
                "HumanEval/0 | [[\"a\\ud800\"]] | [[{\"$str\":\"Ye2ggA==\"}]]",
                "Mbpp/2 | [[[1, 2], [3]]] | [[{\"$tuple\":[1,2]},{\"$tuple\":[3]}]]",
                "Mbpp/2 | [[\"ab\", []]] | [[{\"$tuple\":[\"a\",\"b\"]},{\"$tuple\":[]}]]",
                "Mbpp/63 | [[[[1, 2], [3, 4]]]] | [[[{\"$tuple\":[1,2]},{\"$tuple\":[3,4]}]]]",
                "Mbpp/75 | [[[[1, 2]], 3]] | [[[{\"$tuple\":[1,2]}],3]]",
                "Mbpp/106 | [[[1], [2]]] | [[[1],{\"$tuple\":[2]}]]",
                "Mbpp/115 | [[[[1, 2], [], {}]]] | [[[{\"$set\":[1,2]},{},{}]]]",
                "Mbpp/124 | [[\"0\", \"1j\"]] | [[0.0,{\"$complex\":[0.0,1.0]}]]",
                "Mbpp/124 | [[\"-3\", \"(-0-1e-16j)\"]] | [[-3.0,{\"$complex\":[-0.0,-1.0E-16]}]]",
                "Mbpp/250 | [[[1, [2]], 3]] | [[{\"$tuple\":[1,[2]]},3]]",
                "Mbpp/252 | [[\"(2-5j)\"]] | [[{\"$complex\":[2.0,-5.0]}]]",
                "Mbpp/252 | [[4]] | [[{\"$complex\":[4.0,0.0]}]]",
                "Mbpp/252 | [[\"69.5\"]] | [[{\"$complex\":[69.5,0.0]}]]",
                "Mbpp/252 | [[\"1e-5+2.5E+3j\"]] | [[{\"$complex\":[1.0E-5,2500.0]}]]",
                "Mbpp/259 | [[[[1], [2]]]] | [[{\"$tuple\":[{\"$tuple\":[1]},{\"$tuple\":[2]}]}]]",
                "Mbpp/278 | [[[1, [2, 3]]]] | [[{\"$tuple\":[1,{\"$tuple\":[2,3]}]}]]",
                "Mbpp/307 | [[[1], 2, 3]] | [[{\"$tuple\":[1]},2,3]]",
                "Mbpp/580 | [[[1, [2, [3]]]]] | [[{\"$tuple\":[1,{\"$tuple\":[2,{\"$tuple\":[3]}]}]}]]",
                "Mbpp/722 | [[{\"a\": [1, 2]}, 6.0, 70]] | [[{\"a\":{\"$tuple\":[1,2]}},6.0,70]]"
            })
    void arguments_become_what_evalplus_makes_of_them(String taskId, String inputs, String typed) {
        assertThat(inputs(row(taskId, inputs, "[]")).groups().getFirst().inputs())
                .isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "HumanEval/32, polynomial_zero",
        "Mbpp/2, same_members",
        "Mbpp/164, any_result",
        "Mbpp/295, equal_or_zero",
        "Mbpp/558, digit_distance",
        "Mbpp/581, pyramid_surface",
        "Mbpp/737, found_or_not",
        "Mbpp/3, equal"
    })
    void problems_without_one_right_result_have_a_comparator_of_their_own(String taskId, String comparison) {
        assertThat(inputs(row(taskId, "[]", "[]")).comparison()).isEqualTo(comparison);
    }

    private OracleBody oracle(String row) {
        ProblemDocument document = Documents.of(row);
        assertThat(importer.recognises(document)).isTrue();
        return (OracleBody) importer.read(document).oracleBody();
    }

    private Inputs inputs(String row) {
        return (Inputs) oracle(row).tests();
    }

    private static String row(String taskId, String base, String plus) {
        return """
                {"task_id": "%s", "prompt": "def f(*n):\\n", "entry_point": "f", "canonical_solution": "    return n\\n",
                 "contract": "", "atol": 1e-6, "base_input": %s, "plus_input": %s}
                """.formatted(taskId, base, plus);
    }
}

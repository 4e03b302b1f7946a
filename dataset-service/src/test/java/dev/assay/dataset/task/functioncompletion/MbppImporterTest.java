package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MbppImporterTest {

    private static final String FULL = """
            {"task_id": 7, "text": "Write a function to double.", "code": "class Pair: pass\\r\\ndef helper(n): return n\\r\\ndef twice(n): return 2 * helper(n)",
             "test_setup_code": "import math", "test_list": ["assert abs(twice(4)) == 8", "assert twice(0) == 0"],
             "challenge_test_list": ["assert twice(-1) == -2"]}
            """;
    private static final String SANITIZED = """
            {"task_id": 7, "source_file": "f", "prompt": "Write a function to double.", "code": "def twice(n): return 2 * n",
             "test_imports": ["import math", "import re"], "test_list": ["assert twice(4) == 8"]}
            """;

    private final MbppImporter importer = new MbppImporter();

    @Test
    void the_full_shape_becomes_a_problem() {
        ImportedProblem problem = importer.read(Documents.of(FULL));

        assertThat(problem.problemId()).isEqualTo("7");
        assertThat(problem.publicBody())
                .isEqualTo(new PublicBody(
                        "Write a function to double.",
                        "twice",
                        List.of("assert abs(twice(4)) == 8", "assert twice(0) == 0")));
        assertThat(((OracleBody) problem.oracleBody()).tests())
                .isEqualTo(new Assertions(
                        "import math",
                        List.of(
                                new Assertion("test_0", "assert abs(twice(4)) == 8", Visibility.PUBLIC),
                                new Assertion("test_1", "assert twice(0) == 0", Visibility.PUBLIC),
                                new Assertion("challenge_0", "assert twice(-1) == -2", Visibility.HIDDEN))));
    }

    @Test
    void the_sanitized_shape_becomes_a_problem() {
        ImportedProblem problem = importer.read(Documents.of(SANITIZED));

        assertThat(((OracleBody) problem.oracleBody()).tests())
                .isEqualTo(new Assertions(
                        "import math\nimport re",
                        List.of(new Assertion("test_0", "assert twice(4) == 8", Visibility.PUBLIC))));
    }

    @Test
    void challenge_tests_are_in_no_public_view() {
        assertThat(importer.read(Documents.of(FULL)).publicBody().toString()).doesNotContain("-1");
    }

    @Test
    void the_gate_asks_for_whole_programs() {
        OracleBody oracle = (OracleBody) importer.read(Documents.of(SANITIZED)).oracleBody();

        assertThat(new FunctionCandidates().of(oracle))
                .containsExactly(
                        Candidate.reference(AnswerForm.PROGRAM, "def twice(n): return 2 * n"),
                        Candidate.empty(AnswerForm.PROGRAM),
                        Candidate.pass(AnswerForm.PROGRAM, "def twice(*args, **kwargs):\n    pass\n"));
    }

    @Test
    void a_test_that_calls_nothing_of_the_code_is_refused() {
        assertThatThrownBy(() -> importer.read(Documents.of(SANITIZED.replace("assert twice", "assert thrice"))))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("test_list[0]");
    }
}

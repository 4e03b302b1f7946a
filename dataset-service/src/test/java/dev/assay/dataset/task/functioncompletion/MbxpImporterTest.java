package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MbxpImporterTest {

    private static final String ROW = """
            {"task_id": "Own/0", "language": "javascript", "prompt": "function twice(n) {\\n", "entry_point": "twice",
             "canonical_solution": "  return 2 * n;\\n}",
             "test": "\\nif (twice(4) !== 8) { throw 'Error at 1th assert statement.' }\\n"}
            """;

    private final MbxpImporter importer = new MbxpImporter();

    @Test
    void a_row_becomes_a_problem_in_its_language() {
        ImportedProblem problem = importer.read(Documents.of(ROW));

        assertThat(problem.language()).isEqualTo("javascript");
        assertThat(problem.publicBody()).isEqualTo(new PublicBody("function twice(n) {\n", "twice", List.of()));
        assertThat(problem.oracleBody())
                .isEqualTo(new OracleBody(
                        "twice",
                        "function twice(n) {\n",
                        new Reference(AnswerForm.COMPLETION, "  return 2 * n;\n}"),
                        new Program(
                                "javascript",
                                "\nif (twice(4) !== 8) { throw 'Error at 1th assert statement.' }\n",
                                Visibility.FEEDBACK,
                                Optional.of("th assert statement")),
                        List.of()));
    }

    @Test
    void a_row_without_a_solution_has_no_reference_to_prove_it() {
        ImportedProblem problem = importer.read(Documents.of(ROW.replace("\"  return 2 * n;\\n}\"", "null")));

        assertThat(((OracleBody) problem.oracleBody()).reference()).isEmpty();
        assertThat(new FunctionCandidates().of(problem.oracleBody()))
                .containsExactly(Candidate.empty(AnswerForm.COMPLETION));
    }

    @Test
    void a_row_in_python_has_the_tests_of_HumanEval() {
        ImportedProblem problem = importer.read(Documents.of(ROW.replace("javascript", "python")));

        assertThat(((OracleBody) problem.oracleBody()).tests()).isInstanceOf(CheckFunction.class);
    }

    @Test
    void a_language_that_can_be_no_runtime_is_refused() {
        assertThatThrownBy(() -> importer.read(Documents.of(ROW.replace("javascript", "Ja va"))))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        refusal ->
                                assertThat(refusal.faults().getFirst().field()).isEqualTo("language"));
    }

    @Test
    void rows_are_recognised_by_their_language() {
        assertThat(importer.recognises(Documents.of(ROW))).isTrue();
        assertThat(importer.recognises(Documents.of(ROW.replace("\"language\"", "\"words\""))))
                .isFalse();
    }
}

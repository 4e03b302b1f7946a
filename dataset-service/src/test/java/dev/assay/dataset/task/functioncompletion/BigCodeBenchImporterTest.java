package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BigCodeBenchImporterTest {

    private static final String TESTS = "import unittest\\nclass TestCases(unittest.TestCase):\\n"
            + "    def setUp(self):\\n        pass\\n"
            + "    def test_one(self):\\n        pass\\n"
            + "    async def test_two(self):\\n        pass\\n"
            + "    def test_one(self):\\n        pass\\n";

    private static final String ROW = """
            {"task_id": "BigCodeBench/0", "prompt": "def task_func():\\n", "complete_prompt": "def task_func():\\n",
             "instruct_prompt": "Do it.", "entry_point": "task_func", "canonical_solution": "    return 1\\n",
             "test": "%s", "libs": ["['os', 'csv.reader']"]}
            """.formatted(TESTS);

    private final BigCodeBenchImporter importer = new BigCodeBenchImporter();

    @Test
    void a_row_becomes_a_problem_with_unit_tests() {
        ImportedProblem problem = importer.read(Documents.of(ROW));

        assertThat(problem.problemId()).isEqualTo("BigCodeBench/0");
        assertThat(problem.publicBody()).isEqualTo(new PublicBody("def task_func():\n", "task_func", List.of()));
        assertThat(problem.oracleBody())
                .isEqualTo(new OracleBody(
                        "task_func",
                        "def task_func():\n",
                        new Reference(AnswerForm.COMPLETION, "    return 1\n"),
                        new UnitTests(TESTS.replace("\\n", "\n"), List.of("os", "csv.reader"), 30, Visibility.FEEDBACK),
                        List.of()));
    }

    @Test
    void the_limit_is_that_of_a_test_times_their_number() {
        assertThat(importer.read(Documents.of(ROW)).limits())
                .isEqualTo(new ExecutionLimits(Optional.of(60.0), Optional.of(300.0), Optional.empty()));
    }

    @Test
    void the_libraries_may_be_a_text() {
        OracleBody oracle =
                (OracleBody) importer.read(Documents.of(ROW.replace("[\"['os', 'csv.reader']\"]", "\"['os']\"")))
                        .oracleBody();

        assertThat(((UnitTests) oracle.tests()).libraries()).containsExactly("os");
    }

    @Test
    void asked_in_words_it_is_the_same_but_for_the_prompt() {
        ImportedProblem complete = importer.read(Documents.of(ROW));
        ImportedProblem instruct = new BigCodeBenchInstructImporter().read(Documents.of(ROW));

        assertThat(instruct.oracleBody()).isEqualTo(complete.oracleBody());
        assertThat(instruct.publicBody()).isEqualTo(new PublicBody("Do it.", "task_func", List.of()));
    }

    @Test
    void only_one_format_recognises_a_row() {
        assertThat(importer.recognises(Documents.of(ROW))).isTrue();
        assertThat(new BigCodeBenchInstructImporter().recognises(Documents.of(ROW)))
                .isFalse();
        assertThat(new HumanEvalImporter().recognises(Documents.of(ROW))).isFalse();
    }

    @Test
    void a_row_without_a_test_is_refused() {
        assertThatThrownBy(() -> importer.read(Documents.of(ROW.replace("def test_", "def no_"))))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        refusal -> assertThat(refusal.faults())
                                .containsExactly(new InvalidProblem.Fault("test", "has no test method")));
    }
}

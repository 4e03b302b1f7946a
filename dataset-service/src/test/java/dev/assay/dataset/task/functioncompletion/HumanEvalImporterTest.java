package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class HumanEvalImporterTest {

    private static final String ROW = """
            {"task_id": "Own/0", "prompt": "def double(n):\\n    \\"\\"\\"Twice n.\\"\\"\\"\\n", "entry_point": "double",
             "canonical_solution": "    return 2 * n\\n",
             "test": "def check(candidate):\\n    assert candidate(4) == 8\\n"}
            """;

    private final HumanEvalImporter importer = new HumanEvalImporter();

    @Test
    void a_row_becomes_a_problem() {
        ImportedProblem problem = importer.read(Documents.of(ROW));

        String prompt = "def double(n):\n    \"\"\"Twice n.\"\"\"\n";
        assertThat(problem.problemId()).isEqualTo("Own/0");
        assertThat(problem.publicBody()).isEqualTo(new PublicBody(prompt, "double", List.of()));
        assertThat(problem.oracleBody())
                .isEqualTo(new OracleBody(
                        "double",
                        prompt,
                        new Reference(AnswerForm.COMPLETION, "    return 2 * n\n"),
                        new CheckFunction("def check(candidate):\n    assert candidate(4) == 8\n", Visibility.FEEDBACK),
                        List.of()));
        assertThat(problem.limits()).isEqualTo(ExecutionLimits.cpu(10));
    }

    @Test
    void the_gate_asks_for_the_reference_nothing_and_a_body_that_does_nothing() {
        List<Candidate> candidates =
                new FunctionCandidates().of(importer.read(Documents.of(ROW)).oracleBody());

        assertThat(candidates)
                .containsExactly(
                        Candidate.reference(AnswerForm.COMPLETION, "    return 2 * n\n"),
                        Candidate.empty(AnswerForm.COMPLETION),
                        Candidate.pass(AnswerForm.COMPLETION, "    pass\n"));
    }

    @Test
    void a_missing_member_is_named() {
        ProblemDocument incomplete =
                Documents.of("{\"task_id\":\"a\",\"prompt\":\"p\",\"entry_point\":\"e\",\"canonical_solution\":\"c\"}");

        assertThatThrownBy(() -> importer.read(incomplete))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        refusal -> assertThat(refusal.faults())
                                .containsExactly(new InvalidProblem.Fault("test", "is missing")));
    }

    @Test
    void rows_of_other_formats_are_not_recognised() {
        assertThat(importer.recognises(Documents.of(ROW))).isTrue();
        assertThat(importer.recognises(Documents.of(ROW.replace("\"test\"", "\"language\": \"go\", \"test\""))))
                .isFalse();
        assertThat(importer.recognises(
                        Documents.of(ROW.replace("\"test\"", "\"base_input\": [], \"plus_input\": [], \"test\""))))
                .isFalse();
    }
}

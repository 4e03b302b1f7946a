package dev.assay.dataset.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssayImporterTest {

    private static final String PROBLEM = """
            {"id": "own/twice", "tags": ["easy"], "prompt": "def twice(n):\\n    '''Twice n.'''\\n", "entry_point": "twice",
             "reference": "    return 2 * n\\n",
             "tests": [
               {"name": "four", "visibility": "public", "args": [4], "expected": 8},
               {"name": "none", "visibility": "feedback", "args": [null], "raises": "TypeError"},
               {"name": "half", "visibility": "public", "args": [0.5], "expected": 1.0, "tolerance": 0.001},
               {"name": "pair", "visibility": "hidden", "args": [{"$tuple": [1]}], "expected": {"$tuple": [1, 1]}}],
             "known_bad": [{"name": "square", "code": "    return n * n\\n"}],
             "limits": {"cpu_seconds": 2}}
            """;

    private final AssayImporter importer = new AssayImporter();

    @Test
    void a_problem_is_read() {
        ImportedProblem problem = importer.read(Documents.of(PROBLEM));

        assertThat(problem.problemId()).isEqualTo("own/twice");
        assertThat(problem.tags()).containsExactly("easy");
        assertThat(problem.limits()).isEqualTo(ExecutionLimits.cpu(2));
        Cases cases = (Cases) ((OracleBody) problem.oracleBody()).tests();
        assertThat(cases.cases())
                .extracting(test -> test.visibility())
                .containsExactly(Visibility.PUBLIC, Visibility.FEEDBACK, Visibility.PUBLIC, Visibility.HIDDEN);
    }

    @Test
    void public_tests_are_shown_as_code_and_no_others() {
        PublicBody view = (PublicBody) importer.read(Documents.of(PROBLEM)).publicBody();

        assertThat(view.publicTests()).containsExactly("assert twice(4) == 8", "assert abs(twice(0.5) - 1.0) <= 0.001");
    }

    @Test
    void a_known_bad_solution_is_a_candidate_of_the_gate() {
        List<Candidate> candidates =
                new FunctionCandidates().of(importer.read(Documents.of(PROBLEM)).oracleBody());

        assertThat(candidates).extracting(Candidate::name).containsExactly("reference", "empty", "pass", "bad:square");
    }

    @Test
    void the_reference_continues_the_prompt_and_beside_assert_statements_is_a_whole_program() {
        String asserts = PROBLEM.replaceAll(
                "(?s)\"tests\": \\[.*\\],\\s*\"known_bad\"",
                "\"tests\": [{\"name\": \"four\", \"visibility\": \"public\", \"assert\": \"assert twice(4) == 8\"}], \"known_bad\"");

        Reference beside = ((OracleBody) importer.read(Documents.of(asserts)).oracleBody())
                .reference()
                .orElseThrow();
        Reference alone = ((OracleBody) importer.read(Documents.of(PROBLEM)).oracleBody())
                .reference()
                .orElseThrow();

        assertThat(alone).isEqualTo(new Reference(AnswerForm.COMPLETION, "    return 2 * n\n"));
        assertThat(beside)
                .isEqualTo(new Reference(AnswerForm.PROGRAM, "def twice(n):\n    '''Twice n.'''\n    return 2 * n\n"));
    }

    @Test
    void an_expected_none_is_not_an_absent_one() {
        String none = PROBLEM.replace("\"expected\": 8", "\"expected\": null");
        OracleBody written = (OracleBody) importer.read(Documents.of(none)).oracleBody();

        JsonNode json = AssayJson.events().valueToTree(written);

        JsonNode cases = json.get("tests").get("cases");
        assertThat(cases.get(0).has("expected")).isTrue();
        assertThat(cases.get(0).get("expected").isNull()).isTrue();
        assertThat(cases.get(1).has("expected")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"entry_point\": \"twice\" | \"entry_point\": \"thrice\" | entry_point | not defined in the prompt",
                "\"entry_point\": \"twice\", | '' | entry_point | required",
                "\"name\": \"none\" | \"name\": \"four\" | tests[1].name | used twice",
                "\"visibility\": \"hidden\" | \"visibility\": \"secret\" | tests[3].visibility | ",
                "\"expected\": 8 | \"expected\": 8, \"raises\": \"E\" | tests[0].expected | ",
                "\"tags\" | \"tag\" | tag | ",
                "{\"$tuple\": [1]} | {\"$tupel\": [1]} | tests[3].args | not a tag",
                "{\"cpu_seconds\": 2} | {\"cpu_seconds\": 0} | limits.cpu_seconds | ",
                "\"limits\" | \"test_setup\": \"import os\", \"limits\" | test_setup | only for tests that are assert"
            })
    void a_wrong_field_is_named(String right, String wrong, String field, String reason) {
        assertThat(PROBLEM).contains(right);
        ProblemDocument document = Documents.of(PROBLEM.replace(right, wrong));

        assertThatThrownBy(() -> importer.read(document))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        refusal -> assertThat(refusal.faults()).anySatisfy(fault -> {
                            assertThat(fault.field()).isEqualTo(field);
                            assertThat(fault.message()).contains(reason == null ? "" : reason);
                        }));
    }

    @Test
    void a_wrong_header_is_named() {
        ProblemDocument problem = Documents.of(PROBLEM);
        ObjectNode header = (ObjectNode) Documents.of("{\"format\": \"assay\", \"format_version\": 2, \"name\": \"n\"}")
                .problem();

        assertThatThrownBy(() -> importer.read(new ProblemDocument(header, problem.problem(), 0, 1)))
                .isInstanceOf(InvalidProblem.class)
                .hasMessageContaining("format_version")
                .hasMessageContaining("task_type");
    }

    @Test
    void our_schema_is_itself_a_valid_schema() throws IOException {
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        JsonNode schema = Documents.JSON.readTree(
                Path.of("../datasets/schema/dataset.schema.json").toFile());

        assertThat(draft.validate(schema)).isEmpty();
        assertThat(draft.validate(((ObjectNode) schema).put("type", "obiect"))).isNotEmpty();
    }

    @Test
    void the_starter_set_is_in_our_format_and_as_we_promise() throws IOException {
        String file = Files.readString(Path.of("../datasets/starter/starter.json"));
        List<ImportedProblem> read = readFile(file);
        JsonNode problems = Documents.JSON.readTree(file).get("problems");

        assertThat(read).hasSize(64).extracting(ImportedProblem::problemId).doesNotHaveDuplicates();
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.get("tests").size()).isGreaterThanOrEqualTo(8);
            assertThat(problem.get("known_bad").size()).isBetween(2, 3);
            assertThat(problem.get("tests")
                            .valueStream()
                            .map(test -> test.get("visibility").textValue())
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("public", "feedback", "hidden");
        });
    }

    @Test
    void the_example_of_the_documentation_is_in_our_format() throws IOException {
        String page = Files.readString(Path.of("../docs/data-sets.md"));
        String example = page.substring(page.indexOf("```json") + "```json".length());

        List<ImportedProblem> read = readFile(example.substring(0, example.indexOf("```")));

        assertThat(read).extracting(ImportedProblem::problemId).containsExactly("mine/double");
    }

    private List<ImportedProblem> readFile(String json) throws IOException {
        ObjectNode file = (ObjectNode) Documents.JSON.readTree(json);
        JsonNode problems = file.remove("problems");
        List<ImportedProblem> read = new ArrayList<>();
        for (JsonNode problem : problems) {
            read.add(importer.read(new ProblemDocument(file, problem, read.size(), 1)));
        }
        return read;
    }
}

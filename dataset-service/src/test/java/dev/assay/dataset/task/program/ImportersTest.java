package dev.assay.dataset.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.KnownBad;
import dev.assay.contracts.task.program.ProgramTask.OracleBody;
import dev.assay.contracts.task.program.ProgramTask.PublicBody;
import dev.assay.contracts.task.program.ProgramTask.Reference;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TASK = """
            {"id": "greet", "description": "Print two greetings.", "expected_output": "hello\\\\nworld\\n!",
             "difficulty": "easy", "category": "text", "modules": ["io"], "task_class": "smoke", "added": 1,
             "cases": [{"name": "of a name", "visibility": "hidden", "args": ["Eva"], "stdin": "x\\n",
                        "expected_output": "a\\\\nb"}]}
            """;

    private static final String PROBLEM = """
            {"id": "own/greet", "description": "Print a greeting.", "difficulty": "easy",
             "cases": [{"name": "plain", "visibility": "public", "expected_output": "hello"},
                       {"name": "name", "visibility": "hidden", "args": ["Eva"], "expected_output": "hello Eva"}],
             "references": {"bash": "echo hello $1\\n"},
             "known_bad": [{"name": "constant", "language": "bash", "code": "echo hello\\n"}],
             "limits": {"cpu_seconds": 2}}
            """;

    private final ProblemImporter closedLoop = new ClosedLoopImporter();
    private final ProblemImporter own = new ProgramImporter();

    @Test
    void a_closed_loop_task_has_its_expected_output_as_a_public_case() {
        ImportedProblem problem = closedLoop.read(document(TASK));

        Case shown = new Case("without input", Visibility.PUBLIC, List.of(), "", "hello\nworld\n!");
        Case hidden = new Case("of a name", Visibility.HIDDEN, List.of("Eva"), "x\n", "a\\nb");
        assertThat(problem)
                .isEqualTo(new ImportedProblem(
                        "greet",
                        "any",
                        List.of("easy", "text"),
                        List.of(),
                        new PublicBody(
                                "Print two greetings.",
                                List.of(shown),
                                Optional.of("easy"),
                                Optional.of("text"),
                                List.of("io"),
                                Optional.of("smoke")),
                        new OracleBody(List.of(shown, hidden), List.of(), List.of()),
                        1,
                        ExecutionLimits.cpu(20)));
    }

    @Test
    void our_own_problem_has_references_and_known_bad_programs() {
        ImportedProblem problem = own.read(document(PROBLEM));

        OracleBody oracle = (OracleBody) problem.oracleBody();
        assertThat(oracle.references()).containsExactly(new Reference("bash", "echo hello $1\n"));
        assertThat(oracle.knownBad()).containsExactly(new KnownBad("constant", "bash", "echo hello\n"));
        assertThat(oracle.cases()).extracting(Case::name).containsExactly("plain", "name");
        assertThat(((PublicBody) problem.publicBody()).publicCases())
                .extracting(Case::name)
                .containsExactly("plain");
        assertThat(problem.limits()).isEqualTo(ExecutionLimits.cpu(2));
    }

    @Test
    void each_format_recognises_its_own_only() {
        assertThat(closedLoop.recognises(document(TASK))).isTrue();
        assertThat(own.recognises(document(TASK))).isFalse();
        assertThat(closedLoop.recognises(document(PROBLEM))).isFalse();
        assertThat(own.recognises(document(PROBLEM))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": \"own/greet\", | '' | id | required",
                "\"id\": \"own/greet\" | \"id\": \"\" | id | ",
                "\"visibility\": \"public\" | \"visibility\": \"hidden\" | cases | ",
                "\"visibility\": \"public\" | \"visibility\": \"secret\" | cases[0].visibility | ",
                "\"name\": \"name\" | \"name\": \"plain\" | cases[1].name | used twice",
                "\"args\": [\"Eva\"] | \"args\": [7] | cases[1].args[0] | ",
                ", \"expected_output\": \"hello\"} | } | cases[0].expected_output | required",
                "{\"bash\": | {\"Ba sh\": | references.Ba sh | not valid",
                "\"language\": \"bash\", | '' | known_bad[0].language | required",
                "{\"cpu_seconds\": 2} | {\"cpu_seconds\": 0} | limits.cpu_seconds | ",
                "\"difficulty\" | \"dificulty\" | dificulty | "
            })
    void a_wrong_field_of_our_own_format_is_named(String right, String wrong, String field, String reason) {
        assertRefused(own, PROBLEM, right, wrong, field, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": \"greet\", | '' | id | required",
                "\"expected_output\": \"hello | \"expected\": \"hello | expected_output | required",
                "\"modules\": [\"io\"] | \"modules\": \"io\" | modules | ",
                "\"description\": \"Print two greetings.\" | \"description\": null | description | ",
                "\"name\": \"of a name\" | \"name\": \"without input\" | cases[0].name | expected_output makes",
                "\"stdin\": \"x\\n\" | \"input\": \"x\\n\" | cases[0].input | "
            })
    void a_wrong_field_of_a_closed_loop_task_is_named(String right, String wrong, String field, String reason) {
        assertRefused(closedLoop, TASK, right, wrong, field, reason);
    }

    @Test
    void our_task_bank_is_in_our_format() throws IOException {
        List<ImportedProblem> read =
                read(own, Files.readString(Path.of("../datasets/programs/programs.json")), "problems");

        assertThat(read).hasSize(24).extracting(ImportedProblem::language).containsOnly("any");
        assertThat(read)
                .allSatisfy(problem -> assertThat(problem.namedLanguages()).isEmpty());
    }

    @Test
    void the_example_of_the_documentation_is_in_our_format() throws IOException {
        String page = Files.readString(Path.of("../docs/program-tasks.md"));
        String example = page.substring(page.indexOf("```json") + "```json".length());

        assertThat(read(own, example.substring(0, example.indexOf("```")), "problems"))
                .extracting(ImportedProblem::problemId)
                .containsExactly("mine/echo");
    }

    @Test
    @Tag("data")
    void the_published_task_bank_is_read_as_it_is() throws IOException {
        Path file = Path.of(System.getProperty("assay.data")).resolve("closed-loop/tasks.json");

        List<ImportedProblem> read = read(closedLoop, Files.readString(file), "tasks");

        assertThat(read).hasSize(24).extracting(ImportedProblem::problemId).doesNotHaveDuplicates();
        assertThat(read)
                .filteredOn(problem -> problem.problemId().equals("gcd-lcm"))
                .extracting(problem ->
                        ((OracleBody) problem.oracleBody()).cases().getFirst().expectedOutput())
                .containsExactly("gcd=6\nlcm=144");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write it in Python and in JavaScript. | javascript,python",
                "Do it in Go, with C++ or golang as a model. | cpp,go",
                "Count go and rust in \"go go stop\"; call it java-like. | ''",
                "A script in C. | c",
                "Silos and kilos. | ''"
            })
    void a_language_in_the_description_is_found(String description, String ids) {
        assertThat(String.join(",", LanguageNames.in(description))).isEqualTo(ids);
    }

    static ProblemDocument document(String json) {
        return document(JsonNodeFactory.instance.objectNode(), tree(json), 0);
    }

    private static ProblemDocument document(ObjectNode header, JsonNode problem, int ordinal) {
        return new ProblemDocument(header, problem, ordinal, 1);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<ImportedProblem> read(ProblemImporter importer, String json, String list) {
        ObjectNode header = (ObjectNode) tree(json);
        JsonNode problems = header.remove(list);
        List<ImportedProblem> read = new ArrayList<>();
        for (JsonNode problem : problems) {
            read.add(importer.read(document(header, problem, read.size())));
        }
        return read;
    }

    private static void assertRefused(
            ProblemImporter importer, String json, String right, String wrong, String field, String reason) {
        assertThat(json).contains(right);
        ProblemDocument document = document(json.replace(right, wrong));

        assertThatThrownBy(() -> importer.read(document))
                .isInstanceOfSatisfying(
                        InvalidProblem.class,
                        refusal -> assertThat(refusal.faults()).anySatisfy(fault -> {
                            assertThat(fault.field()).isEqualTo(field);
                            assertThat(fault.message()).contains(reason == null ? "" : reason);
                        }));
    }
}

package dev.assay.dataset.task.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.OracleBody;
import dev.assay.contracts.task.program.ProgramTask.PublicBody;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ImporterPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProblemImporter closedLoop = new ClosedLoopImporter();
    private final ProblemImporter own = new ProgramImporter();

    @Property(tries = 200)
    void every_case_is_read_as_it_is_written(@ForAll("cases") List<Case> cases, @ForAll("lines") String id) {
        JsonNode problem = JSON.valueToTree(Map.of(
                "id",
                id,
                "description",
                "Print.",
                "cases",
                cases.stream().map(ImporterPropertiesTest::json).toList()));

        ImportedProblem read = own.read(document(problem));

        assertThat(read.problemId()).isEqualTo(id);
        assertThat(((OracleBody) read.oracleBody()).cases()).isEqualTo(cases);
    }

    @Property(tries = 200)
    void only_public_cases_are_in_the_public_view(@ForAll("cases") List<Case> cases) {
        JsonNode task = JSON.valueToTree(Map.of(
                "id", "t",
                "description", "Print.",
                "expected_output", "x",
                "cases", cases.stream().map(ImporterPropertiesTest::json).toList()));

        PublicBody view = (PublicBody) closedLoop.read(document(task)).publicBody();

        assertThat(view.publicCases())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(test -> test.visibility() == Visibility.PUBLIC);
    }

    @Property(tries = 300)
    void a_member_of_any_kind_is_read_or_refused_by_its_name(
            @ForAll("members") String member, @ForAll("values") JsonNode value) {
        for (ProblemImporter importer : List.of(own, closedLoop)) {
            ObjectNode problem = (ObjectNode) JSON.valueToTree(Map.of(
                    "id", "t",
                    "description", "Print.",
                    "cases", List.of(Map.of("name", "one", "visibility", "public", "expected_output", "x"))));
            if (importer == closedLoop) {
                problem.put("expected_output", "x");
            }
            problem.set(member, value);
            try {
                assertThat(importer.read(document(problem)).problemId()).isNotEmpty();
            } catch (InvalidProblem refusal) {
                assertThat(refusal.faults())
                        .isNotEmpty()
                        .allSatisfy(fault -> assertThat(fault.field()).startsWith(member));
            }
        }
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        Arbitrary<Case> further = Combinators.combine(
                        lines(),
                        Arbitraries.of(Visibility.class),
                        lines().list().ofMaxSize(3),
                        Arbitraries.strings(),
                        Arbitraries.strings())
                .as(Case::new);
        return further.list()
                .ofMaxSize(4)
                .uniqueElements(Case::name)
                .map(cases -> Stream.concat(
                                Stream.of(new Case("shown to the model…", Visibility.PUBLIC, List.of(), "", "x")),
                                cases.stream())
                        .toList());
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of(
                "id",
                "description",
                "cases",
                "difficulty",
                "category",
                "modules",
                "task_class",
                "references",
                "known_bad",
                "limits",
                "expected_output");
    }

    @Provide
    Arbitrary<JsonNode> values() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> plain = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(250).map(nodes::textNode),
                Arbitraries.integers().map(nodes::numberNode),
                Arbitraries.of(nodes.nullNode(), nodes.booleanNode(true), nodes.objectNode(), nodes.arrayNode()));
        Arbitrary<JsonNode> array =
                plain.list().ofMaxSize(3).map(items -> nodes.arrayNode().addAll(items));
        Arbitrary<JsonNode> object = Arbitraries.maps(
                        Arbitraries.of("name", "visibility", "code", "cpu_seconds"), plain)
                .ofMaxSize(3)
                .map(items -> nodes.objectNode().setAll(items));
        return Arbitraries.oneOf(
                plain, array, object, object.map(one -> nodes.arrayNode().add(one)));
    }

    private static ProblemDocument document(JsonNode problem) {
        return new ProblemDocument(JsonNodeFactory.instance.objectNode(), problem, 0, 1);
    }

    private static Map<String, Object> json(Case test) {
        return Map.of(
                "name", test.name(),
                "visibility", test.visibility().code(),
                "args", test.args(),
                "stdin", test.stdin(),
                "expected_output", test.expectedOutput());
    }
}

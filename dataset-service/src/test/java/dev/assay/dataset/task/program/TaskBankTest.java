package dev.assay.dataset.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.dataset.task.program.ProgramRun.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves {@code datasets/programs} with the runtimes of this machine. */
class TaskBankTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMA = Path.of("../datasets/schema/programs.schema.json");
    private static final Path BANK = Path.of("../datasets/programs/programs.json");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void every_reference_passes_every_case(Language language) throws Exception {
        assumeTrue(language.isInstalled(), () -> language.command() + " is not installed: its references are not run");

        problems().parallelStream().forEach(problem -> assertReferencePasses(language, problem));
    }

    private void assertReferencePasses(Language language, JsonNode problem) {
        String code = problem.get("references").get(language.id()).textValue();
        for (JsonNode test : problem.get("cases")) {
            ProgramRun run = ProgramRun.of(language, code, test, folder);
            assertThat(run.passes(test))
                    .as("%s, %s, %s: %s", problem.get("id"), language.id(), test.get("name"), run)
                    .isTrue();
        }
    }

    @Test
    void every_cheat_passes_a_public_case_and_fails_a_hidden_one() throws Exception {
        Language language = Language.PYTHON;
        assumeTrue(language.isInstalled(), () -> language.command() + " is not installed: no cheat is run");

        problems().parallelStream().forEach(problem -> assertCheatsAreCaught(language, problem));
    }

    private void assertCheatsAreCaught(Language language, JsonNode problem) {
        for (JsonNode bad : problem.get("known_bad")) {
            assertThat(bad.get("language").textValue()).isEqualTo(language.id());
            String code = bad.get("code").textValue();
            assertThat(isOnceSeen(true, code, cases(problem, "public")))
                    .as("%s passes a public case: %s", problem.get("id"), bad)
                    .isTrue();
            assertThat(isOnceSeen(false, code, cases(problem, "hidden")))
                    .as("%s fails a hidden case: %s", problem.get("id"), bad)
                    .isTrue();
        }
    }

    private boolean isOnceSeen(boolean passes, String code, List<JsonNode> tests) {
        for (JsonNode test : tests) {
            if (ProgramRun.of(Language.PYTHON, code, test, folder).passes(test) == passes) {
                return true;
            }
        }
        return false;
    }

    @Test
    void the_bank_is_as_we_promise() throws IOException {
        List<JsonNode> problems = problems();

        assertThat(problems).hasSizeGreaterThanOrEqualTo(24);
        assertThat(problems).extracting(problem -> problem.get("id")).doesNotHaveDuplicates();
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.get("references").fieldNames()).toIterable().contains("python", "javascript", "bash");
            assertThat(cases(problem, "public")).isNotEmpty();
            assertThat(cases(problem, "hidden"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(test -> test.has("stdin") || test.has("args"));
            assertThat(problem.get("known_bad")).isNotEmpty();
            assertThat(problem.get("description").textValue())
                    .doesNotContainPattern("(?i)\\b(python|java|javascript|node|bash|shell|rust|ilo)\\b");
        });
    }

    @Test
    void the_bank_follows_its_schema_and_the_schema_its_draft() throws IOException {
        JsonNode bank = JSON.readTree(Files.readString(BANK));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        JsonNode written = JSON.readTree(Files.readString(SCHEMA));
        Schema schema = registry.getSchema(Files.readString(SCHEMA));
        ObjectNode torn = bank.deepCopy();
        ((ObjectNode) torn.get("problems").get(0)).remove("cases");

        assertThat(registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                        .validate(written))
                .isEmpty();
        assertThat(schema.validate(bank)).isEmpty();
        assertThat(schema.validate(torn)).isNotEmpty();
    }

    private static List<JsonNode> cases(JsonNode problem, String visibility) {
        return problem.get("cases")
                .valueStream()
                .filter(test -> test.get("visibility").textValue().equals(visibility))
                .toList();
    }

    private static List<JsonNode> problems() throws IOException {
        try (Stream<JsonNode> problems =
                JSON.readTree(Files.readString(BANK)).get("problems").valueStream()) {
            return problems.toList();
        }
    }
}

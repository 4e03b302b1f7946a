package dev.assay.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Page;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.dataset.Api;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published data sets, as they are; {@code -Dassay.data} says where they lie. */
@Tag("data")
@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class PublishedDataTest {

    @ParameterizedTest
    @CsvSource({
        "humaneval/HumanEval.jsonl.gz, humaneval, 164",
        "humanevalplus/HumanEvalPlus.jsonl.gz, evalplus, 164",
        "humanevalplus/HumanEvalPlus-OriginFmt.jsonl.gz, humaneval, 164",
        "mbppplus/MbppPlus.jsonl.gz, evalplus, 378",
        "mbppplus/sanitized-mbpp.json, mbpp, 427",
        "bigcodebench/bigcodebench_first148.jsonl.gz, bigcodebench, 148",
        "mbxp/mbjsp_release_v1.2.jsonl.gz, mbxp, 966",
        "mbxp/mbgp_release_v1.1.jsonl.gz, mbxp, 939"
    })
    void a_published_file_is_imported_whole_and_shows_only_what_it_may(String file, String format, int problems)
            throws IOException {
        Path path = Path.of(System.getProperty("assay.data"), file);
        String id = path.getFileName().toString();

        Response created = Api.upload(id, Files.readAllBytes(path));

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        Dataset dataset = AssayJson.read(created.asByteArray(), Dataset.class);
        assertThat(dataset.problems()).isEqualTo(problems);
        assertThat(dataset.format()).isEqualTo(format);
        long candidates = format.equals("mbxp") ? 2 : 3;
        assertThat(Api.gate(id).total()).isEqualTo(candidates * problems);
        assertThat(Api.upload(id, Files.readAllBytes(path)).statusCode()).isEqualTo(200);
        assertViews(rows(path), views(id));
    }

    private static void assertViews(List<JsonNode> rows, List<PublicProblem> views) {
        assertThat(views).hasSameSizeAs(rows);
        for (PublicProblem view : views) {
            JsonNode row = rows.get(view.ordinal());
            JsonNode body = view.body().body();
            assertThat(view.problem().problemId()).isEqualTo(row.get("task_id").asText());
            assertThat(body.propertyStream().map(java.util.Map.Entry::getKey))
                    .containsExactlyInAnyOrder("prompt", "entry_point", "public_tests");
            assertThat(body.get("prompt")).isEqualTo(row.get("prompt"));
            assertThat(body.get("public_tests").valueStream())
                    .containsExactlyElementsOf(
                            row.path("test_list").valueStream().toList());
        }
    }

    private static List<JsonNode> rows(Path path) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(path);
                ProblemStream stream = ProblemStream.open(in, 1 << 28, 1 << 22)) {
            for (Optional<ProblemDocument> next = stream.next(); next.isPresent(); next = stream.next()) {
                rows.add(next.get().problem());
            }
        }
        return rows;
    }

    private static List<PublicProblem> views(String id) {
        JsonNode page = AssayJson.read(
                Api.asExperiment()
                        .get("/internal/datasets/{id}/problems?limit=1000", id)
                        .asByteArray(),
                JsonNode.class);
        return AssayJson.events()
                .convertValue(page, new com.fasterxml.jackson.core.type.TypeReference<Page<PublicProblem>>() {})
                .items();
    }
}

package dev.assay.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.json.AssayJson;
import dev.assay.dataset.Api;
import dev.assay.dataset.OwnFormat;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class ImportTest {

    private static final String HUMAN_EVAL_ROW =
            "{\"task_id\":\"%s\",\"prompt\":\"def f(n):\\n\",\"entry_point\":\"f\",\"canonical_solution\":\"    return n\\n\",\"test\":\"def check(candidate):\\n    assert candidate(%d) == 4711\\n\"}\n";

    @Inject
    Jdbi jdbi;

    @Test
    void a_new_data_set_is_created_and_can_be_read() {
        Response created = Api.upload("fresh", OwnFormat.file("fresh", 3));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/internal/datasets/fresh");
        Dataset dataset = AssayJson.read(created.asByteArray(), Dataset.class);
        assertThat(dataset.name()).isEqualTo("Set fresh");
        assertThat(dataset.license()).isEqualTo("MIT");
        assertThat(dataset.format()).isEqualTo("assay");
        assertThat(dataset.taskType()).isEqualTo("function-completion");
        assertThat(dataset.problems()).isEqualTo(3);
        assertThat(Api.dataset("fresh")).isEqualTo(dataset);
    }

    @Test
    void the_same_content_again_changes_nothing() {
        Dataset first =
                AssayJson.read(Api.upload("again", OwnFormat.file("again", 2)).asByteArray(), Dataset.class);

        Response second = Api.upload("again", OwnFormat.file("again", 2));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(AssayJson.read(second.asByteArray(), Dataset.class)).isEqualTo(first);
    }

    @Test
    void the_form_of_the_file_does_not_matter() throws IOException {
        String rows = HUMAN_EVAL_ROW.formatted("a", 1) + HUMAN_EVAL_ROW.formatted("b", 2);
        String array = "[" + HUMAN_EVAL_ROW.formatted("a", 1) + "," + HUMAN_EVAL_ROW.formatted("b", 2) + "]";

        assertThat(Api.upload("forms", rows).statusCode()).isEqualTo(201);
        assertThat(Api.upload("forms", array).statusCode()).isEqualTo(200);
        assertThat(Api.upload("forms", gzip(rows)).statusCode()).isEqualTo(200);
        assertThat(Api.dataset("forms").format()).isEqualTo("humaneval");
    }

    @Test
    void new_content_becomes_current_and_the_old_one_stays_readable() {
        String old =
                Api.upload("moving", OwnFormat.file("moving-1", 1)).jsonPath().getString("version");

        Response changed = Api.upload("moving", OwnFormat.file("moving-2", 2));

        assertThat(changed.statusCode()).isEqualTo(201);
        assertThat(Api.dataset("moving").problems()).isEqualTo(2);
        assertThat(Api.asExperiment()
                        .get("/internal/datasets/moving/selection?version=" + old)
                        .jsonPath()
                        .getString("[0].problem.problem_id"))
                .isEqualTo("moving-1/0");
        assertThat(Api.upload("moving", OwnFormat.file("moving-1", 1)).statusCode())
                .isEqualTo(200);
        assertThat(Api.dataset("moving").version()).isEqualTo(old);
    }

    @Test
    void the_same_problems_in_another_order_are_another_version() {
        String one = HUMAN_EVAL_ROW.formatted("a", 1);
        String other = HUMAN_EVAL_ROW.formatted("b", 2);

        assertThat(Api.upload("order", one + other).statusCode()).isEqualTo(201);
        assertThat(Api.upload("order", other + one).statusCode()).isEqualTo(201);
    }

    @Test
    void two_data_sets_share_the_documents_of_a_problem() {
        Api.upload("left", OwnFormat.file("shared", 2)).then().statusCode(201);
        int views = count("select count(*) from public_view");
        int oracles = count("select count(*) from oracle");

        Api.upload("right", OwnFormat.file("shared", 2)).then().statusCode(201);

        assertThat(count("select count(*) from public_view")).isEqualTo(views);
        assertThat(count("select count(*) from oracle")).isEqualTo(oracles);
    }

    @Test
    void imports_of_the_same_problems_at_once_all_succeed() throws Exception {
        String one = HUMAN_EVAL_ROW.formatted("c", 3);
        String other = HUMAN_EVAL_ROW.formatted("d", 4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> imports = threads.invokeAll(List.of(
                    () -> Api.upload("crowd", one + other).statusCode(),
                    () -> Api.upload("crowd", other + one).statusCode(),
                    () -> Api.upload("crowd", one + other).statusCode(),
                    () -> Api.upload("crowd", other + one).statusCode()));
            for (Future<Integer> status : imports) {
                assertThat(status.get()).isIn(200, 201);
            }
        }
        assertThat(count("select count(*) from dataset where dataset_id = 'crowd'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from dataset where dataset_id = 'crowd' and current"))
                .isEqualTo(1);
    }

    @Test
    void a_wrong_file_is_refused_with_line_and_field_and_leaves_nothing() {
        String good = HUMAN_EVAL_ROW.formatted("only-here", 5);
        String bad = HUMAN_EVAL_ROW.formatted("x", 6).replace("\"entry_point\":\"f\",", "");
        int views = count("select count(*) from public_view");

        Response refusal = Api.upload("wrong", good + bad);

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.contentType()).startsWith("application/problem+json");
        assertThat(refusal.jsonPath().getString("violations[0].field")).isEqualTo("entry_point");
        assertThat(refusal.jsonPath().getString("violations[0].message")).isEqualTo("line 2: is missing");
        assertThat(count("select count(*) from public_view")).isEqualTo(views);
        assertThat(Api.asExperiment().get("/internal/datasets/wrong").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_problem_id_that_comes_twice_is_named() {
        Response refusal = Api.upload("twins", HUMAN_EVAL_ROW.formatted("a", 1) + HUMAN_EVAL_ROW.formatted("a", 2));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.jsonPath().getString("violations[0].message"))
                .isEqualTo("line 2: `a` is there already, in line 1");
    }

    @Test
    void what_cannot_be_imported_is_refused_with_a_reason() {
        assertRefused(Api.upload("bad id!", OwnFormat.file("bad", 1)), "dataset_id");
        assertRefused(Api.upload("odd", "{\"what\": 1}\n"), "the format is not recognised");
        assertRefused(Api.upload("odd", ""), "is empty");
        assertRefused(Api.upload("odd", HUMAN_EVAL_ROW.formatted("\\u0001", 1)), "control character");
        assertRefused(
                Api.upload("odd", HUMAN_EVAL_ROW.formatted("a", 1).replace("return n", "return '\\ud800'")),
                "unpaired surrogate");
        assertRefused(
                Api.asExperiment()
                        .contentType("application/octet-stream")
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .post("/internal/datasets"),
                "dataset_id: is missing");
        assertRefused(
                Api.asExperiment()
                        .contentType("application/octet-stream")
                        .queryParam("dataset_id", "odd")
                        .queryParam("format", "unheard")
                        .body(HUMAN_EVAL_ROW.formatted("a", 1).getBytes(StandardCharsets.UTF_8))
                        .post("/internal/datasets"),
                "known are assay, assay-program, assay-text-answer, bigcodebench, bigcodebench-instruct, closed-loop, evalplus, humaneval, mbpp, mbxp");
    }

    @Test
    void text_that_is_not_ascii_and_nul_come_back_as_they_were() {
        String row = HUMAN_EVAL_ROW.formatted("ü/😀", 1).replace("return n", "return 'ß\\u0000😀'");
        Api.upload("texts", row).then().statusCode(201);

        String hash = Api.asExperiment()
                .get("/internal/datasets/texts/selection")
                .jsonPath()
                .getString("[0].problem.oracle_hash");

        assertThat(Api.as("executor")
                        .get("/internal/oracles/{hash}", hash)
                        .jsonPath()
                        .getString("body.body.reference.code"))
                .isEqualTo("    return 'ß\u0000😀'\n");
        assertThat(Api.asExperiment()
                        .get("/internal/datasets/texts/problems/{id}", "ü/😀")
                        .jsonPath()
                        .getString("problem.problem_id"))
                .isEqualTo("ü/😀");
    }

    @Test
    void import_by_path_is_off_unless_folders_are_named() {
        Response refusal = fromPath("{\"dataset_id\": \"p\", \"path\": \"/etc/passwd\"}");

        assertRefused(refusal, "import by path is switched off");
    }

    @Test
    void an_unknown_field_of_a_request_is_named() {
        Response refusal = fromPath("{\"dataset_id\": \"p\", \"path\": \"/x\", \"pfad\": 1}");

        assertRefused(refusal, "pfad");
    }

    private static Response fromPath(String request) {
        return Api.asExperiment().contentType("application/json").body(request).post("/internal/datasets");
    }

    private static void assertRefused(Response refusal, String reason) {
        assertThat(refusal.statusCode()).as(refusal.asString()).isEqualTo(400);
        assertThat(refusal.asString()).contains(reason);
    }

    private int count(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}

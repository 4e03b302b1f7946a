package dev.assay.dataset.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dataset.Api;
import dev.assay.dataset.OwnFormat;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class ReadingTest {

    private static final String DATASET = "/internal/datasets/reading";

    @BeforeEach
    void import_five_problems() {
        assertThat(Api.upload("reading", OwnFormat.file("reading", 5)).statusCode())
                .isIn(200, 201);
    }

    @Test
    void a_selection_names_problems_in_order() {
        var all = get("/selection").jsonPath();
        var two = get("/selection?slice=1-3").jsonPath();
        var named = get("/selection?slice=reading/4,reading/0").jsonPath();

        assertThat(all.getList("ordinal", Integer.class)).containsExactly(0, 1, 2, 3, 4);
        assertThat(two.getList("problem.problem_id", String.class)).containsExactly("reading/1", "reading/2");
        assertThat(named.getList("ordinal", Integer.class)).containsExactly(0, 4);
        assertThat(all.getList("language", String.class)).containsOnly("python");
        assertThat(all.getString("[0].problem.dataset_version"))
                .isEqualTo(Api.dataset("reading").version());
    }

    @Test
    void problems_come_page_by_page_without_gaps_or_repetition() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            var page = get("/problems?limit=2" + cursor).jsonPath();
            ids.addAll(page.getList("items.problem.problem_id", String.class));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(ids).containsExactly("reading/0", "reading/1", "reading/2", "reading/3", "reading/4");
    }

    @Test
    void a_problem_is_found_by_its_id_with_its_slash_encoded_or_not() {
        for (String id : List.of("reading%2F3", "reading/3")) {
            Response problem = io.restassured.RestAssured.given()
                    .urlEncodingEnabled(false)
                    .header("Authorization", "Bearer token-experiment")
                    .get(DATASET + "/problems/" + id);

            assertThat(problem.jsonPath().getInt("ordinal")).as(id).isEqualTo(3);
        }
    }

    @Test
    void a_public_view_holds_public_tests_and_no_others() {
        Response problem = get("/problems/reading/0");

        assertThat(problem.jsonPath().getList("body.body.public_tests", String.class))
                .containsExactly("assert twice(4) == 8");
        assertThat(problem.asString())
                .doesNotContain("1717986")
                .doesNotContain("858993")
                .doesNotContain("return 2");
    }

    @Test
    void a_slice_can_be_stored_listed_and_used() {
        Response stored = put("first-two", "{\"selector\": \"0-2\"}");

        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.jsonPath().getInt("problems")).isEqualTo(2);
        assertThat(get("/slices").jsonPath().getList("name", String.class)).contains("all", "first-two");
        assertThat(get("/selection?slice=first-two").jsonPath().getList("ordinal", Integer.class))
                .containsExactly(0, 1);
        assertThat(put("first-two", "{\"selector\": \"0-3\"}").jsonPath().getInt("problems"))
                .isEqualTo(3);
    }

    @Test
    void a_slice_that_selects_nothing_is_refused_and_says_what_there_is() {
        assertRefused(get("/selection?slice=0-6"), "slice", "reaches beyond the 5 problems");
        assertRefused(get("/selection?slice=3-3"), "slice", "is empty");
        assertRefused(get("/selection?slice=absent"), "slice", "has no slice and no problem absent; slices are all");
        assertRefused(get("/problems?slice=reading/0,reading/9"), "slice", "no problem reading/9");
        assertRefused(get("/selection?slice=a%00b"), "slice", "control");
        assertRefused(put("s", "{\"selector\": \"9-10\"}"), "selector", "reaches beyond");
        assertRefused(put("s", "{}"), "selector", "is missing");
        assertRefused(put("0-3", "{\"selector\": \"0-2\"}"), "name", "neither `all` nor a range");
        assertRefused(put("all", "{\"selector\": \"0-2\"}"), "name", "neither `all` nor a range");
    }

    @Test
    void a_wrong_page_is_refused() {
        assertRefused(get("/problems?limit=0"), "limit", "1 to 1000");
        assertRefused(get("/problems?limit=1001"), "limit", "1 to 1000");
        assertRefused(get("/problems?limit=x"), "limit", "whole number");
        assertRefused(get("/problems?cursor=x"), "cursor", "is not one that this list gave");
        assertRefused(Api.asExperiment().get("/internal/datasets?cursor=%00"), "cursor", "is not one");
    }

    @Test
    void what_does_not_exist_is_not_found_however_it_is_named() {
        for (String path : List.of(
                "/internal/datasets/absent",
                "/internal/datasets/absent/gate",
                "/internal/datasets/absent/slices",
                "/internal/datasets/absent/selection",
                "/internal/datasets/absent/problems",
                DATASET + "/problems/absent",
                DATASET + "/problems/%00",
                DATASET + "?version=0000",
                DATASET + "?version=%00",
                "/internal/datasets/%00",
                "/internal/public/%00")) {
            Response response = io.restassured.RestAssured.given()
                    .urlEncodingEnabled(false)
                    .header("Authorization", "Bearer token-experiment")
                    .get(path);

            assertThat(response.statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void data_sets_are_listed_page_by_page() {
        Api.upload("reading-2", OwnFormat.file("reading", 5));
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            var page = Api.asExperiment()
                    .get("/internal/datasets?limit=1" + cursor)
                    .jsonPath();
            ids.addAll(page.getList("items.dataset_id", String.class));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(ids).contains("reading", "reading-2").isSorted().doesNotHaveDuplicates();
    }

    private static Response get(String path) {
        return io.restassured.RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer token-experiment")
                .get(DATASET + path);
    }

    private static Response put(String name, String body) {
        return Api.asExperiment().contentType("application/json").body(body).put(DATASET + "/slices/" + name);
    }

    private static void assertRefused(Response response, String field, String reason) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(response.jsonPath().getString("violations[0].field")).isEqualTo(field);
        assertThat(response.jsonPath().getString("violations[0].message")).contains(reason);
    }
}

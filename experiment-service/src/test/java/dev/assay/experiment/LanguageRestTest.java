package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LanguageRestTest extends ServiceTest {

    @Test
    void a_language_is_kept_with_its_rules_and_the_hash_of_its_documentation() {
        String id = newId();

        register(id, "d20-any", "0-5", ", \"language\": \"js\"").statusCode(201);

        get("/experiments/" + id)
                .statusCode(200)
                .body("language.id", equalTo("javascript"))
                .body("language.name", equalTo("JavaScript"))
                .body("language.rules", equalTo("No modules."))
                .body("language.documentation.hash", equalTo(Ids.sha256("# JavaScript")))
                .body("language.documentation.tokens", equalTo(12));
    }

    @Test
    void a_language_without_a_runtime_is_refused_at_registration() {
        register(newId(), "d20-any", "0-5", ", \"language\": \"cobol\"")
                .statusCode(400)
                .body("violations.field", contains("language"))
                .body("detail", containsString("no runtime here; install it"));
        register(newId(), "d20-any", "0-5", ", \"language\": \"a b\"")
                .statusCode(400)
                .body("violations.field", contains("language"));
    }

    @Test
    void problems_in_any_language_need_one_and_others_take_none() {
        register(newId(), "d20-any", "0-5", "")
                .statusCode(400)
                .body("violations.field", contains("language"))
                .body("detail", containsString("is required"));
        register(newId(), "d20", "0-5", ", \"language\": \"python\"")
                .statusCode(400)
                .body("violations.field", contains("language"))
                .body("detail", containsString("must be left out"));
    }

    @Test
    void languages_are_not_compared_with_a_problem_whose_text_names_one() {
        String python = newId();
        String javascript = newId();
        register(python, "d20-any", "15-20", ", \"language\": \"python\"").statusCode(201);
        register(javascript, "d20-any", "15-20", ", \"language\": \"js\"").statusCode(201);

        post("/runs", "{\"experiment_ids\": [\"%s\", \"%s\"]}".formatted(python, javascript))
                .statusCode(400)
                .body("violations.field", hasItem("experiment_ids[0]"))
                .body("detail", containsString("P/19 (python)"));
        post("/runs", "{\"experiment_ids\": [\"%s\"]}".formatted(python)).statusCode(201);
    }

    @Test
    void languages_are_compared_with_problems_that_name_none() {
        String python = newId();
        String javascript = newId();
        register(python, "d20-any", "0-5", ", \"language\": \"python\"").statusCode(201);
        register(javascript, "d20-any", "0-5", ", \"language\": \"js\"").statusCode(201);

        post("/runs", "{\"experiment_ids\": [\"%s\", \"%s\"]}".formatted(python, javascript))
                .statusCode(201);
    }

    @Test
    void brought_answers_to_problems_in_any_language_are_refused() {
        post("/runs/provided", """
                {"dataset_id": "d20-any", "answers": [{"problem_id": "P/0", "form": "program", "answer": "echo 1"}]}""")
                .statusCode(400)
                .body("violations.field", contains("dataset_id"))
                .body("detail", containsString("any language"));
    }

    private static ValidatableResponse register(String id, String dataset, String slice, String more) {
        return put("/experiments/" + id, """
                {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "%s"}, "prompt_template": "complete-function",
                 "dataset": {"dataset_id": "%s", "slice": "%s"}%s}""".formatted(newId(), dataset, slice, more));
    }
}

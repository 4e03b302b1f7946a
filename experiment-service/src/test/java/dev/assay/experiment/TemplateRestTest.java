package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.experiment.doubles.Neighbours;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TemplateRestTest extends ServiceTest {

    @Test
    void templates_are_listed_with_their_version_and_content() {
        get("/templates")
                .statusCode(200)
                .body("items.name", contains("complete-function.v1"))
                .body("items.version", contains(1))
                .body("items[0].content", containsString("{prompt}"));
    }

    @Test
    void a_preview_is_of_the_named_problem_or_of_the_first() {
        get("/templates/complete-function/preview?dataset_id=d20&problem_id=P%2F7")
                .statusCode(200)
                .body(
                        "messages[0].content",
                        equalTo(Neighbours.problem("d20", 7).publicHash()));
        get("/templates/complete-function/preview?dataset_id=d20")
                .statusCode(200)
                .body(
                        "messages[0].content",
                        equalTo(Neighbours.problem("d20", 0).publicHash()));
    }

    @Test
    void what_does_not_exist_is_said() {
        get("/templates/complete-function/preview").statusCode(400).body("violations.field", contains("dataset_id"));
        get("/templates/other/preview?dataset_id=d20").statusCode(404).body("detail", containsString("template other"));
        get("/templates/complete-function/preview?dataset_id=d20&problem_id=missing")
                .statusCode(404)
                .body("detail", containsString("problem missing"));
    }

    @Test
    void an_experiment_may_keep_to_a_version() {
        String kept = experiment("d2", 1, newId(), ", \"prompt_template\": \"complete-function.v1\"");
        String gone = experiment("d2", 1, newId(), ", \"prompt_template\": \"complete-function.v9\"");

        post("/experiments/" + kept + "/dry-run", "{}").statusCode(200);
        post("/experiments/" + gone + "/dry-run", "{}")
                .statusCode(400)
                .body("violations.field", contains("prompt_template"));
    }
}

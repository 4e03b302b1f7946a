package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MatrixRestTest extends ServiceTest {

    private static String matrix(String name, String description) {
        return """
                {"experiment": {"experiment_id": "%s_{model}_{part}_{temperature}", "description": "%s",
                                "tags": ["%s", "m-{model}"], "model": {"slug": "{model.slug}"},
                                "dataset": {"dataset_id": "d20", "slice": "{part}"},
                                "sampling": {"temperature": "{temperature}"}},
                 "axes": {"model": [{"label": "known", "slug": "known/model"}, {"label": "no", "slug": "no/model"}],
                          "part": ["0-5", "5-5"], "temperature": [0, 0.8]}}""".formatted(name, description, name);
    }

    @Test
    void a_matrix_registers_its_experiments_and_doing_it_again_changes_nothing() {
        String name = newId();
        post("/experiments/matrix", matrix(name, ""))
                .statusCode(200)
                .body("registered", equalTo(4))
                .body("created", equalTo(4))
                .body("updated", equalTo(0))
                .body("results", hasSize(8))
                .body(
                        "empty",
                        contains(
                                name + "_known_5-5_0",
                                name + "_known_5-5_0.8",
                                name + "_no_5-5_0",
                                name + "_no_5-5_0.8"))
                .body("missing", empty())
                .body(
                        "results.findAll { it.status == 'rejected' }.problem.violations.field.flatten()",
                        everyItem(equalTo("model.slug")));
        post("/experiments/matrix", matrix(name, ""))
                .body("registered", equalTo(4))
                .body("created", equalTo(0))
                .body("updated", equalTo(0));
        post("/experiments/matrix", matrix(name, "other"))
                .body("registered", equalTo(4))
                .body("created", equalTo(0))
                .body("updated", equalTo(4));
        get("/experiments?tag=" + name)
                .body(
                        "items.experiment_id",
                        contains(
                                name + "_known_0-5_0",
                                name + "_known_0-5_0.8",
                                name + "_known_5-5_0",
                                name + "_known_5-5_0.8"))
                .body("items.sampling.temperature", containsInAnyOrder(0f, 0.8f, 0f, 0.8f))
                .body("items.description", everyItem(equalTo("other")));
    }

    @Test
    void a_strategy_can_be_an_axis() {
        String name = newId();
        post("/experiments/matrix", """
                {"experiment": {"experiment_id": "%s_{strategy}", "tags": ["%s"], "strategy": "{strategy.spec}",
                                "model": {"slug": "known/model"}, "dataset": {"dataset_id": "d2"}},
                 "axes": {"strategy": [{"label": "once", "spec": {"type": "zero-shot"}},
                                       {"label": "repaired", "spec": {"type": "iterative", "max_iterations": 5}}]}}""".formatted(name, name)).statusCode(200).body("registered", equalTo(2));

        get("/experiments?tag=" + name)
                .body("items.strategy.type", contains("zero-shot", "iterative"))
                .body("items[1].strategy.max_iterations", equalTo(5))
                .body("items[1].strategy.feedback", equalTo("failing-assert"));
    }

    @Test
    void a_data_set_that_does_not_exist_yet_is_said() {
        String name = newId();
        post("/experiments/matrix", matrix(name, "").replace("d20", "nowhere"))
                .statusCode(200)
                .body("registered", equalTo(4))
                .body("missing", hasSize(8))
                .body("empty", empty());
    }

    @Test
    void a_matrix_that_cannot_be_expanded_registers_nothing() {
        String name = newId();
        post("/experiments/matrix", matrix(name, "").replace("_{part}", ""))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("experiment.experiment_id"));
        post("/experiments/matrix", matrix(name, "{nothing}"))
                .statusCode(400)
                .body("violations.field", contains("experiment.description"));
        post("/experiments/matrix", "{\"axis\": {}}").statusCode(400).body("violations.field", contains("axis"));
        post("/experiments/matrix", "").statusCode(400).body("violations.field", contains("body"));
        get("/experiments?tag=" + name).body("items", empty());
    }

    @Test
    void a_bulk_changes_experiments_only_where_it_is_asked_to() {
        String id = newId();
        String document = """
                {"experiments": [{"experiment_id": "%s", "description": "%s",
                  "model": {"base_url": "https://h.example/v1", "name": "m"}, "dataset": {"dataset_id": "d20"}}]%s}""";
        post("/experiments/bulk", document.formatted(id, "one", ""))
                .body("registered", equalTo(1))
                .body("created", equalTo(1));
        post("/experiments/bulk", document.formatted(id, "other", ""))
                .body("registered", equalTo(0))
                .body("results.status", contains("rejected"));
        post("/experiments/bulk", document.formatted(id, "other", ", \"update\": true"))
                .body("registered", equalTo(1))
                .body("updated", equalTo(1))
                .body("results.status", contains("updated"));
        post("/experiments/bulk", document.formatted(id, "other", ", \"update\": true"))
                .body("updated", equalTo(0))
                .body("results.status", contains("unchanged"));
    }
}

package dev.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class ExperimentRulesTest {

    private final Violations violations = new Violations();

    @Example
    void everything_that_is_wrong_is_said_at_once() {
        read("""
                {"experiment_id": "-", "tags": [""], "model": {"base_url": "ftp://x", "max_concurrency": 0},
                 "dataset": {"dataset_id": "a/b"}, "strategy": {"type": "magic", "samples": 0},
                 "sampling": {"temperature": 3, "top_p": 0, "max_output_tokens": 0}}""");

        assertThat(fields())
                .containsExactlyInAnyOrder(
                        "experiment_id",
                        "tags[0]",
                        "model.base_url",
                        "model.name",
                        "model.max_concurrency",
                        "dataset.dataset_id",
                        "strategy.type",
                        "strategy.samples",
                        "sampling.temperature",
                        "sampling.top_p",
                        "sampling.max_output_tokens");
    }

    @Example
    void a_local_model_is_free_and_any_other_has_no_known_price() {
        assertThat(withUrl("http://127.0.0.1:7075/v1").model().price()).contains(Price.FREE);
        assertThat(withUrl("http://localhost/v1").model().price()).contains(Price.FREE);
        assertThat(withUrl("http://[::1]:80/v1").model().price()).contains(Price.FREE);
        assertThat(withUrl("https://openrouter.ai/api/v1").model().price()).isEmpty();
        assertThat(withUrl("http://127.0.0.1.example.org/v1").model().price()).isEmpty();
        assertThat(fields()).isEmpty();
    }

    @Example
    void addresses_that_differ_in_a_trailing_slash_are_the_same_model() {
        assertThat(withUrl("https://h/v1/").model())
                .isEqualTo(withUrl("https://h/v1").model());
    }

    @Example
    void a_price_may_not_be_negative_and_needs_both_sides() {
        read("""
                {"model": {"base_url": "https://h/v1", "name": "m", "price": {"input": -1}},
                 "dataset": {"dataset_id": "d"}}""");

        assertThat(fields()).containsExactlyInAnyOrder("model.price.input", "model.price.output");
    }

    @Example
    void amounts_that_are_equal_make_the_same_content() {
        String document = """
                {"model": {"base_url": "https://h/v1", "name": "m", "price": {"input": %s, "output": 1}},
                 "dataset": {"dataset_id": "d"}}""";

        assertThat(read(document.formatted("0.50")).hash())
                .isEqualTo(read(document.formatted("0.5")).hash())
                .isEqualTo(read(document.formatted("5e-1")).hash());
        assertThat(fields()).isEmpty();
    }

    @Property(tries = 200)
    void what_is_accepted_reads_back_as_it_was_stored(@ForAll @NotBlank @StringLength(max = 100) String text) {
        Violations found = new Violations();
        ExperimentContent content = ExperimentRules.content(
                request(AssayJson.write(java.util.Map.of(
                        "description", text,
                        "model", java.util.Map.of("base_url", "https://h/v1", "name", text),
                        "dataset", java.util.Map.of("dataset_id", "d")))),
                found);

        assertThat(found.isEmpty()).isEqualTo(Violations.isStorable(text));
        if (found.isEmpty()) {
            assertThat(AssayJson.read(AssayJson.write(content), ExperimentContent.class))
                    .isEqualTo(content);
        }
    }

    private ExperimentContent withUrl(String url) {
        return read(
                "{\"model\": {\"base_url\": \"" + url + "\", \"name\": \"m\"}, \"dataset\": {\"dataset_id\": \"d\"}}");
    }

    private ExperimentContent read(String json) {
        return ExperimentRules.content(request(json), violations);
    }

    private static ExperimentRequest request(String json) {
        return AssayJson.read(json, ExperimentRequest.class);
    }

    private List<String> fields() {
        return violations.found().stream().map(Problems.Violation::field).toList();
    }
}

package dev.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                ExperimentRulesTest::catalogue,
                found);

        assertThat(found.isEmpty()).isEqualTo(Violations.isStorable(text));
        if (found.isEmpty()) {
            assertThat(AssayJson.read(AssayJson.write(content), ExperimentContent.class))
                    .isEqualTo(content);
        }
    }

    @Example
    void a_slug_says_where_the_model_is_and_what_it_costs() {
        ModelSpec model = withModel("{\"slug\": \"label\"}", "{}").model();

        assertThat(fields()).isEmpty();
        assertThat(model.slug()).contains("known/model");
        assertThat(model.baseUrl()).isEqualTo("https://known.example/v1");
        assertThat(model.name()).isEqualTo("model-1");
        assertThat(model.maxConcurrency()).isEqualTo(3);
        assertThat(model.timeoutSeconds()).isEqualTo(120);
        assertThat(model.price()).contains(PRICE);
        assertThat(model.protocol()).isEmpty();
    }

    @Example
    void what_the_experiment_says_stands_above_the_catalogue() {
        ModelSpec model = withModel("""
                        {"slug": "known/model", "base_url": "http://localhost:1/v1", "name": "other",
                         "max_concurrency": 5, "price": {"input": 1, "output": 2}, "protocol": "responses",
                         "stream": true}""", "{}").model();

        assertThat(fields()).isEmpty();
        assertThat(model.baseUrl()).isEqualTo("http://localhost:1/v1");
        assertThat(model.name()).isEqualTo("other");
        assertThat(model.maxConcurrency()).isEqualTo(5);
        assertThat(model.price().orElseThrow().input()).isEqualByComparingTo("1");
        assertThat(model.protocol()).contains(Protocol.RESPONSES);
        assertThat(model.stream()).contains(true);
    }

    @Example
    void an_unknown_slug_names_near_ones() {
        withModel("{\"slug\": \"known/modell\"}", "{}");

        assertThat(violations.found())
                .containsExactly(new Problems.Violation(
                        "model.slug", "the model catalogue has no known/modell; near: known/model"));
    }

    @Example
    void a_protocol_has_to_be_one_that_the_provider_offers() {
        withModel("{\"slug\": \"known/model\", \"protocol\": \"messages\"}", "{}");
        withModel("{\"slug\": \"known/model\", \"protocol\": \"chat_completions\"}", "{}");

        assertThat(violations.found())
                .containsExactly(
                        new Problems.Violation(
                                "model.protocol", "is not offered by known, which offers chat-completions, responses"),
                        new Problems.Violation(
                                "model.protocol", "must be one of chat-completions, responses, messages"));
    }

    @Example
    void a_format_that_may_not_degrade_has_to_be_one_that_the_model_can() {
        withModel(
                "{\"slug\": \"known/model\"}",
                "{\"response_format\": {\"type\": \"json_object\", \"degrade\": false}}");
        assertThat(fields()).isEmpty();
        withModel(
                "{\"slug\": \"known/model\"}",
                "{\"response_format\": {\"type\": \"json_schema\", \"schema\": {}, \"degrade\": false}}");

        assertThat(fields()).containsExactly("sampling.response_format");
        assertThat(violations.found().getFirst().message()).contains("model-1", "json_schema");
    }

    @Example
    void a_format_is_read_with_its_schema() {
        Sampling sampling = withModel("{\"slug\": \"known/model\"}", """
                {"reasoning_effort": "high",
                 "response_format": {"type": "json_schema", "name": "n", "schema": {"type": "object"}}}""").sampling();

        assertThat(fields()).isEmpty();
        assertThat(sampling.reasoningEffort()).contains("high");
        assertThat(sampling.responseFormat())
                .contains(new ResponseFormat.JsonSchema(
                        "n", JsonNodeFactory.instance.objectNode().put("type", "object"), Optional.empty()));
        assertThat(withModel("{\"slug\": \"known/model\"}", "{\"response_format\": {\"type\": \"text\"}}")
                        .sampling()
                        .responseFormat())
                .isEmpty();
    }

    @Example
    void what_is_wrong_with_a_format_is_said_by_its_field() {
        String model = "{\"base_url\": \"https://h/v1\", \"name\": \"m\"}";
        withModel(model, "{\"response_format\": {\"type\": \"xml\"}}");
        withModel(model, "{\"response_format\": {\"type\": \"json_schema\", \"name\": \"a b\", \"schema\": 1}}");
        withModel(model, "{\"response_format\": {\"type\": \"text\", \"schema\": {}}, \"reasoning_effort\": \"\"}");

        assertThat(fields())
                .containsExactlyInAnyOrder(
                        "sampling.response_format.type",
                        "sampling.response_format.name",
                        "sampling.response_format.schema",
                        "sampling.response_format.schema",
                        "sampling.reasoning_effort");
    }

    @Example
    void an_unknown_answer_of_the_catalogue_leaves_the_model_to_the_run() {
        ExperimentContent content = ExperimentRules.content(request("""
                        {"model": {"base_url": "https://h/v1", "name": "m", "protocol": "messages"},
                         "dataset": {"dataset_id": "d"}}"""), name -> Optional.empty(), violations);

        assertThat(fields()).isEmpty();
        assertThat(content.model().protocol()).contains(Protocol.MESSAGES);
    }

    private static final Price PRICE =
            new Price(BigDecimal.ONE, BigDecimal.TEN, Optional.empty(), Optional.empty(), Optional.empty());

    /** A catalogue with one model, and room for any address. */
    private static Optional<ModelMatch> catalogue(ModelName name) {
        if (name.slug()
                .filter(slug -> !Set.of("known/model", "label").contains(slug))
                .isPresent()) {
            return Optional.of(new ModelMatch(Optional.empty(), List.of("known/model")));
        }
        return Optional.of(new ModelMatch(
                Optional.of(new Model(
                        name.slug().map(slug -> "known/model"),
                        name.slug().map(slug -> "label"),
                        "known",
                        name.baseUrl().orElse("https://known.example/v1"),
                        name.name().orElse("model-1"),
                        name.protocol().orElse(Protocol.CHAT_COMPLETIONS),
                        Optional.of(List.of(Protocol.CHAT_COMPLETIONS, Protocol.RESPONSES)),
                        false,
                        List.of("json_object", "streaming"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(3),
                        Optional.empty(),
                        Optional.of(PRICE),
                        Optional.empty(),
                        true,
                        Optional.empty())),
                List.of()));
    }

    private ExperimentContent withModel(String model, String sampling) {
        return read("{\"model\": " + model + ", \"sampling\": " + sampling + ", \"dataset\": {\"dataset_id\": \"d\"}}");
    }

    private ExperimentContent withUrl(String url) {
        return read(
                "{\"model\": {\"base_url\": \"" + url + "\", \"name\": \"m\"}, \"dataset\": {\"dataset_id\": \"d\"}}");
    }

    private ExperimentContent read(String json) {
        return ExperimentRules.content(request(json), ExperimentRulesTest::catalogue, violations);
    }

    private static ExperimentRequest request(String json) {
        return AssayJson.read(json, ExperimentRequest.class);
    }

    private List<String> fields() {
        return violations.found().stream().map(Problems.Violation::field).toList();
    }
}

package dev.assay.experiment.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatrixExpansionTest {

    private static final ObjectMapper YAML = AssayJson.configure(new YAMLMapper());

    private final Violations violations = new Violations();

    @Test
    void the_benchmark_matrix_has_432_experiments_with_the_ids_that_scripts_know() throws IOException {
        List<ObjectNode> experiments = shipped("benchmark.yaml");

        assertThat(experiments).hasSize(12 * 3 * 4 * 3);
        assertThat(ids(experiments))
                .hasSize(432)
                .contains("bench_gpt4o-mini_gold_O0_L0", "bench_claude-opus46_silver_O3_L1")
                .contains("bench_deepseek-v3_bronze_O2_L2", "bench_deepseek-v32_bronze_O2_L2");
        JsonNode last = experiments.getLast();
        assertThat(last.path("experiment_id").asText()).isEqualTo("bench_qwen3-coder_bronze_O3_L2");
        assertThat(last.path("model").path("slug").asText()).isEqualTo("qwen/qwen3-coder");
        assertThat(last.path("dataset").path("slice").asText()).isEqualTo("BRONZE-O3");
        assertThat(last.path("prompt_template").asText()).isEqualTo("function_naming_v2_L2");
        assertThat(texts(last.path("tags"))).contains("benchmark-v2", "ctx-L2", "tier-bronze", "opt-O3", "topk-1");
    }

    @Test
    void the_thesis_matrix_has_84_experiments_of_which_the_three_phases_are_36() throws IOException {
        List<ObjectNode> experiments = shipped("thesis.yaml");

        assertThat(ids(experiments)).hasSize(84).contains("bench_gpt4o-mini_gold_O0_L2_topk3");
        assertThat(experiments.stream()
                        .map(one -> texts(one.path("tags")))
                        .filter(tags -> tags.contains("phase-instant")
                                || tags.contains("phase-coding")
                                || tags.contains("phase-thinking")))
                .hasSize(36);
    }

    @Test
    void a_placeholder_alone_keeps_its_type_and_one_in_a_text_is_text() {
        ObjectNode experiment = expand("""
                experiment:
                  experiment_id: "e_{k.name}_{temperature}_{on}"
                  sampling: {temperature: "{temperature}", max_output_tokens: 7}
                  model: "{k.model}"
                  tags: ["{k}", "k-{k.model}"]
                axes:
                  k: [{label: 3, name: three, model: {name: m, max_concurrency: 2}}]
                  temperature: [0.5]
                  on: [true]
                """).getFirst();

        assertThat(experiment).isEqualTo(yaml("""
                experiment_id: e_three_0.5_true
                sampling: {temperature: 0.5, max_output_tokens: 7}
                model: {name: m, max_concurrency: 2}
                tags: [3, 'k-{"name":"m","max_concurrency":2}']
                """, ObjectNode.class));
    }

    @Test
    void the_last_axis_changes_fastest() {
        assertThat(expand("""
                experiment: {experiment_id: "{a}{b}"}
                axes: {a: [x, y], b: [1, 2]}
                """).stream().map(one -> one.path("experiment_id").asText()))
                .containsExactly("x1", "x2", "y1", "y2");
    }

    @Test
    void what_is_wrong_with_a_matrix_is_said_by_its_field() {
        assertThat(refused("{}")).containsExactly("experiment", "experiment.experiment_id", "axes");
        assertThat(refused("""
                experiment: {experiment_id: "{a}{c}", tags: [x, "{b.slug}"], model: {slug: "{b.none}"}}
                axes: {a: [1], b: [{label: 1, slug: s}, {label: 2}]}
                """))
                .containsExactly("experiment.experiment_id", "experiment.tags[1]", "experiment.model.slug");
        assertThat(refused("""
                experiment: {experiment_id: e}
                axes: {A: [1], b: [], c: [[1], {slug: x}, 1, 1.0, 1], d: }
                """)).containsExactly("axes.A", "axes.b", "axes.c[0]", "axes.c[1]", "axes.c[4]", "axes.d");
    }

    @Test
    void an_id_that_does_not_tell_the_experiments_apart_is_refused() {
        assertThat(refused("""
                experiment: {experiment_id: "e_{a}"}
                axes: {a: [1, 2], b: [x, y]}
                """)).containsExactly("experiment.experiment_id");
        assertThat(violations.found().getFirst().message()).contains("e_1", "a, b");
    }

    @Test
    void a_matrix_that_is_too_large_is_refused_before_it_is_expanded() {
        String values = "0123456789".chars().mapToObj(Character::toString).collect(Collectors.joining(", ", "[", "]"));
        StringBuilder axes = new StringBuilder("experiment: {experiment_id: e}\naxes:\n");
        for (int i = 0; i < 30; i++) {
            axes.append("  a").append(i).append(": ").append(values).append('\n');
        }
        assertThat(refused(axes.toString())).containsExactly("axes");
    }

    private List<ObjectNode> shipped(String name) throws IOException {
        MatrixRequest request = YAML.readValue(Path.of("../matrices", name).toFile(), MatrixRequest.class);
        List<ObjectNode> experiments = MatrixExpansion.expand(request, 1000, violations);
        assertThat(violations.found()).isEmpty();
        return experiments;
    }

    private List<ObjectNode> expand(String matrix) {
        List<ObjectNode> experiments = MatrixExpansion.expand(yaml(matrix, MatrixRequest.class), 1000, violations);
        assertThat(violations.found()).isEmpty();
        return experiments;
    }

    /** The fields that are wrong. */
    private List<String> refused(String matrix) {
        Violations found = new Violations();
        assertThat(MatrixExpansion.expand(yaml(matrix, MatrixRequest.class), 1000, found))
                .isEmpty();
        found.found().forEach(one -> violations.add(one.field(), one.message()));
        return found.found().stream().map(Problems.Violation::field).toList();
    }

    private static <T> T yaml(String text, Class<T> type) {
        try {
            return YAML.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Set<String> ids(List<ObjectNode> experiments) {
        return experiments.stream()
                .map(one -> one.path("experiment_id").asText())
                .collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}

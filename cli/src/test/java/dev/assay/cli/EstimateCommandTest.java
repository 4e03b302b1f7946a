package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimateCommandTest {

    private FakeAssay assay;

    @BeforeEach
    void start() throws IOException {
        assay = new FakeAssay(List.of(), List.of());
    }

    @AfterEach
    void stop() {
        assay.close();
    }

    @Test
    void an_estimate_is_a_table_that_fits_the_terminal_and_one_line_of_money() {
        CommandRun run = run("estimate", "a", "b", "--reuse-answers");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out()).contains("164", "36,408", "$0.2500 to $12.5000, expected $1.6000");
        assertThat(assay.body("/api/v1/estimates"))
                .isEqualTo("{\"experiment_ids\":[\"a\",\"b\"],\"reuse_answers\":true}");
        assertThat(json(run("estimate", "a", "--json")).path("total_calls").asInt())
                .isEqualTo(164);
    }

    @Test
    void a_limit_that_does_not_suffice_is_exit_code_1() {
        CommandRun enough = run("estimate", "a", "--limit-usd", "2");
        CommandRun tooLittle = run("estimate", "a", "--limit-usd", "1");

        assertThat(enough.exitCode()).isZero();
        assertThat(enough.out()).contains("$0.4000 of the limit of $2.0000 remain");
        assertThat(tooLittle.exitCode()).isEqualTo(1);
        assertThat(tooLittle.out()).contains("does not suffice: $0.6000 are missing");
        assertThat(run("estimate", "a", "--limit-usd", "1", "--json").exitCode())
                .isEqualTo(1);
    }

    @Test
    void an_unknown_price_is_said_and_keeps_no_limit() {
        CommandRun free = run("estimate", "a", "unknown");
        CommandRun limited = run("estimate", "a", "unknown", "--limit-usd", "100");

        assertThat(free.exitCode()).isZero();
        assertThat(free.out()).contains("at least (164 have no known price) $0.2500", "unknown");
        assertThat(limited.exitCode()).isEqualTo(1);
        assertThat(limited.out()).contains("what remains of the limit of $100.0000 is unknown");
    }

    @Test
    void a_dry_run_shows_a_prompt_with_its_hash_and_what_became_of_the_calls() {
        CommandRun run = run("dry-run", "fine");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("complete-function.v1 for a/1, 184 tokens", "hash 7d865e95", "--- system", "def f():")
                .contains("2,024", "792", "11,264");
        assertThat(run.err()).contains("note: temperature: not sent");
        assertThat(assay.body("/api/v1/experiments/fine/dry-run")).isEqualTo("{\"previews\":1}");
        assertThat(json(run("dry-run", "fine", "--json")).path("new").asInt()).isEqualTo(9);
    }

    @Test
    void a_problem_that_cannot_be_asked_is_exit_code_1_with_its_reason() {
        CommandRun run = run("dry-run", "broken", "--previews", "0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("error: a/1: no ").doesNotContain("\u001b");
    }

    @Test
    void templates_are_listed_and_shown_over_a_problem() {
        CommandRun list = run("templates", "list");
        CommandRun preview = run("templates", "preview", "complete-function", "--dataset", "d", "--problem", "a/1");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out().lines()).hasSize(2).allMatch(line -> line.length() <= 80);
        assertThat(list.out()).contains("complete-function.v1");
        assertThat(json(run("templates", "list", "--json"))
                        .path("items")
                        .path(0)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(preview.out()).contains("hash 7d865e95", "def f():");
        assertThat(assay.requests())
                .contains("GET /api/v1/templates/complete-function/preview?dataset_id=d&problem_id=a%2F1");
        assertThat(run("templates", "preview", "complete-function").exitCode()).isEqualTo(2);
    }

    @Test
    void an_estimate_of_nothing_is_a_usage_error() {
        assertThat(run("estimate").exitCode()).isEqualTo(2);
        assertThat(run("dry-run").exitCode()).isEqualTo(2);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Map.of("ASSAY_URL", assay.url()), arguments);
    }

    private static JsonNode json(CommandRun run) {
        return AssayJson.read(run.out(), JsonNode.class);
    }
}

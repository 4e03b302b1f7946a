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

class ModelsCommandTest {

    private FakeAssay assay;

    @BeforeEach
    void start() throws IOException {
        assay = new FakeAssay(List.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        assay.close();
    }

    @Test
    void the_catalogue_is_a_table_that_fits_the_terminal_and_an_unknown_price_says_so() {
        CommandRun list = models("list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out().lines()).hasSize(3).allMatch(line -> line.length() <= 80);
        assertThat(list.out())
                .contains("vendor/a-model")
                .contains("0.40")
                .contains("unknown")
                .contains("missing");
        assertThat(json(models("list", "--json"))
                        .path("items")
                        .path(0)
                        .path("slug")
                        .asText())
                .isEqualTo(FakeModels.SLUG);
    }

    @Test
    void a_model_that_is_not_offered_fails_the_check_and_says_why() {
        CommandRun one = models("check", FakeModels.SLUG);
        CommandRun gone = models("check", "--base-url", "https://vendor.example/v1", "--model", "gone");
        CommandRun all = models("check");

        assertThat(one.exitCode()).isZero();
        assertThat(one.out()).contains("available");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.err()).contains("gone: the server lists 1 models and not gone");
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out().lines()).hasSize(3).allMatch(line -> line.length() <= 80);
        assertThat(json(models("check", "--json")).path(1).path("state").asText())
                .isEqualTo("unavailable");
    }

    @Test
    void a_speed_test_says_how_fast() {
        CommandRun test = models("speed-test", FakeModels.SLUG);

        assertThat(test.exitCode()).isZero();
        assertThat(test.out()).contains("listed-2026", "100 ms", "1000 ms", "90", "100.0", "$0.00012");
        assertThat(assay.body("/api/v1/models/speed-test")).contains(FakeModels.SLUG);
        assertThat(json(models("speed-test", FakeModels.SLUG, "--json"))
                        .path("first_token_ms")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void half_a_name_is_a_usage_error() {
        for (CommandRun run : List.of(
                models("speed-test"),
                models("check", "--model", "m"),
                models("check", "slug", "--base-url", "http://h/v1", "--model", "m"))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("assay models list").hasLineCount(1);
        }
    }

    private CommandRun models(String... arguments) {
        String[] whole = new String[arguments.length + 1];
        whole[0] = "models";
        System.arraycopy(arguments, 0, whole, 1, arguments.length);
        return CommandRun.of(Map.of("ASSAY_URL", assay.url()), whole);
    }

    private static JsonNode json(CommandRun run) {
        return AssayJson.read(run.out(), JsonNode.class);
    }
}

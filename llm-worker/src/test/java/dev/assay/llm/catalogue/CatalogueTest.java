package dev.assay.llm.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String BASE = """
            providers:
              mine:
                base_url: https://models.example/v1/
                key: MINE_KEY
                limits: {requests_per_minute: 60, tokens_per_minute: 90000, max_concurrency: 4}
            models:
              mine/small:
                provider: mine
                label: small
                prices:
                  - {as_of: 2026-06-01, input: 2, output: 8, reasoning: 9}
                  - {as_of: 2026-01-01, input: 1, output: 4}
            """;

    @ParameterizedTest
    @CsvSource({
        "openai/o3-mini, true, true, true, false",
        "openai/gpt-4.1, true, true, false, true",
        "anthropic/claude-opus-4.6, true, true, false, true",
        "anthropic/claude-3-haiku, true, false, false, true",
        "deepseek/deepseek-r1-0528, false, false, true, true",
        "deepseek/deepseek-chat-v3-0324, true, false, false, true",
        "deepseek/deepseek-v3.2, true, false, false, true",
        "deepseek/deepseek-coder, false, false, false, true",
        "qwen/qwen3-coder, true, false, false, true",
        "google/gemini-3-pro-preview, true, true, false, true",
        "mistralai/codestral, true, false, false, true",
        "nobody/knows, false, false, false, true"
    })
    void the_first_route_that_fits_says_what_can_be_asked(
            String slug, boolean object, boolean schema, boolean reasoning, boolean temperature) {
        Capabilities capabilities = CatalogueFiles.read(List.of())
                .resolve(new ModelSpec("https://openrouter.ai/api/v1", slug, 8, 120, Optional.empty()))
                .capabilities();

        assertThat(List.of(
                        capabilities.jsonObject(),
                        capabilities.jsonSchema(),
                        capabilities.reasoning(),
                        capabilities.temperature()))
                .containsExactly(object, schema, reasoning, temperature);
    }

    @Test
    void an_unknown_price_is_unknown() {
        assertThat(CatalogueFiles.read(List.of())
                        .model("openai/gpt-5.1")
                        .orElseThrow()
                        .priceOn(LocalDate.of(2026, 12, 1)))
                .isEmpty();
    }

    @Test
    void the_price_is_the_newest_one_of_its_day() {
        CatalogueModel model = read(BASE).model("small").orElseThrow();

        assertThat(model.priceOn(LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(model.priceOn(LocalDate.of(2026, 5, 31)).map(Price::input)).contains(java.math.BigDecimal.ONE);
        assertThat(model.priceOn(LocalDate.of(2026, 6, 1)).flatMap(Price::reasoning))
                .contains(java.math.BigDecimal.valueOf(9));
    }

    @Test
    void a_later_file_replaces_fields_and_adds_routes_before_the_earlier_ones() {
        Catalogue catalogue = read(BASE + "routes: [{match: ['mine/*'], capabilities: {json_object: true}}]", """
                providers: {mine: {protocol: messages, limits: {max_concurrency: 9}}}
                routes: [{match: ['mine/other'], capabilities: {json_schema: true}}]
                """);

        Provider provider = catalogue.providerAt("https://models.example/v1");
        assertThat(provider.protocol()).isEqualTo(Protocol.MESSAGES);
        assertThat(provider.keyVariable()).contains("MINE_KEY");
        assertThat(provider.limits())
                .isEqualTo(new Provider.Limits(Optional.of(60), Optional.of(90_000L), Optional.of(9)));
        assertThat(catalogue.model("mine/small").orElseThrow().capabilities().jsonObject())
                .isTrue();
        assertThat(catalogue
                        .resolve(new ModelSpec("https://models.example/v1/", "mine/other", 1, 1, Optional.empty()))
                        .capabilities()
                        .jsonSchema())
                .isTrue();
    }

    @Test
    void a_server_that_is_not_in_the_catalogue_has_no_known_limits() {
        Provider provider = read(BASE).providerAt("http://127.0.0.1:9/v1");

        assertThat(provider.name()).isEqualTo("127.0.0.1:9");
        assertThat(provider.limits()).isEqualTo(Provider.Limits.NONE);
        assertThat(provider.protocol()).isEqualTo(Protocol.CHAT_COMPLETIONS);
    }

    @Test
    void an_error_names_file_line_and_field() {
        assertThatThrownBy(() -> read(BASE, "models:\n  mine/small:\n    lable: x\n"))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("file2.yaml:3: models.mine/small.lable: is not known; there are: capabilities");
        assertThatThrownBy(() -> read(BASE, "providers:\n  mine:\n    limits:\n      max_concurrency: many\n"))
                .hasMessageStartingWith("file2.yaml:4: providers.mine.limits.max_concurrency: ");
        assertThatThrownBy(() -> read(BASE, "providers:\n  mine:\n    key: sk-secret\n"))
                .hasMessageStartingWith("file2.yaml:3: providers.mine.key: is the name of an environment variable");
        assertThatThrownBy(() -> read(BASE, "models:\n  a/b: {provider: nobody}\n"))
                .hasMessage("file2.yaml:2: models.a/b.provider: is not among the providers: mine");
        assertThatThrownBy(() -> read(BASE, "models:\n  a/b: {provider: mine, prices: [{input: 1, output: -1}]}\n"))
                .hasMessage("file2.yaml:2: models.a/b.prices.0.output: must not be below 0");
        assertThatThrownBy(() -> read(BASE, "models:\n  a/b: {provider: mine, prices: [{input: 1}]}\n"))
                .hasMessageStartingWith("file2.yaml:2: models.a/b.prices.0");
        assertThatThrownBy(() -> read(BASE, "models:\n  a/b: {provider: mine, label: small}\n"))
                .hasMessage("file2.yaml:2: models.a/b.label: small is already the label of mine/small");
        assertThatThrownBy(() -> read(BASE, "models: [\n")).hasMessageStartingWith("file2.yaml:");
        assertThatThrownBy(() -> read("routes: [{match: ['a'], capabilities: {}}]", "routes:\n  - match: []\n"))
                .hasMessageStartingWith("file2.yaml:2: routes.0: needs match");
    }

    private static Catalogue read(String... texts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String text : texts) {
            files.put("file" + (files.size() + 1) + ".yaml", text);
        }
        return CatalogueReader.read(files);
    }
}

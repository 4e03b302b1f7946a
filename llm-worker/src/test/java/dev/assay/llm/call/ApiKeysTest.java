package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.llm.call.ApiKeys.Access;
import dev.assay.llm.call.CallFailure.Kind;
import dev.assay.llm.catalogue.Catalogue;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final String OPENROUTER = "openrouter-secret";
    private static final String OPENAI = "openai-secret";
    private static final String ANY = "any-secret";

    private final ApiKeys all = keys(OPENROUTER, OPENAI, ANY);

    @ParameterizedTest
    @CsvSource({
        "https://openrouter.ai/api/v1, openrouter-secret",
        "https://OpenRouter.ai/api/v1, openrouter-secret",
        "https://eu.openrouter.ai/api/v1, openrouter-secret",
        "https://api.openai.com/v1, openai-secret",
        "https://models.example/v1, any-secret",
        "https://openrouter.ai.models.example/v1, any-secret",
        "https://notopenrouter.ai/v1, any-secret",
        "https://openai.com/v1, any-secret",
        "http://127.0.0.1:8000/v1, any-secret",
        "http://[::1]:8000/v1, any-secret",
        "http://localhost:8000/v1, any-secret"
    })
    void each_key_goes_to_its_own_host_only(String baseUrl, String key) {
        assertThat(all.accessTo(baseUrl)).isEqualTo(new Access.Granted(Optional.of(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://openrouter.ai/api/v1", "https://api.openai.com/v1"})
    void the_general_key_stands_in_where_a_host_has_none_of_its_own(String baseUrl) {
        assertThat(keys("", null, ANY).accessTo(baseUrl)).isEqualTo(new Access.Granted(Optional.of(ANY)));
    }

    @ParameterizedTest
    @CsvSource({"https://openrouter.ai/api/v1, OPENROUTER_API_KEY", "https://api.openai.com/v1, OPENAI_API_KEY"})
    void a_missing_key_is_said_before_any_call(String baseUrl, String variable) {
        CallFailure failure = denied(keys(null, null, null), baseUrl);
        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure.message()).contains(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000/v1", "https://models.example/v1", "http://10.0.0.5:8000/v1"})
    void other_hosts_need_no_key(String baseUrl) {
        assertThat(keys(OPENROUTER, OPENAI, null).accessTo(baseUrl)).isEqualTo(new Access.Granted(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://openrouter.ai/api/v1",
                "http://api.openai.com/v1",
                "http://10.0.0.5:8000/v1",
                "http://127.0.0.1.models.example/v1",
                "HTTP://models.example/v1"
            })
    void a_key_does_not_travel_unencrypted(String baseUrl) {
        CallFailure failure = denied(all, baseUrl);
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(failure.message()).contains("https").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models.example/v1",
                "ftp://models.example/v1",
                "https:///v1",
                "https://user:password@models.example/v1",
                "https://models.example/v1?api-key=password",
                "https://models.example/v1#password",
                "not a url"
            })
    void what_is_no_base_url_is_refused_without_repeating_it(String baseUrl) {
        CallFailure failure = denied(all, baseUrl);
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(failure.message()).contains("base_url").doesNotContain("password");
    }

    @Test
    void a_key_that_no_header_can_carry_is_refused_at_start_without_showing_it() {
        assertThatThrownBy(() -> keys(null, "sk-broken\nkey", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageNotContaining("broken");
    }

    @Test
    void white_space_around_a_key_is_no_part_of_it() {
        assertThat(keys(null, null, "  any-secret\n").accessTo("https://models.example/v1"))
                .isEqualTo(new Access.Granted(Optional.of(ANY)));
    }

    @Test
    void keys_are_taken_out_of_text_and_place_holders_are_not() {
        Secrets secrets = keys("sk-12345678", "sk-12345678-longer", "EMPTY").secrets();
        assertThat(secrets.removedFrom("a sk-12345678-longer b sk-12345678 EMPTY"))
                .isEqualTo("a [key removed] b [key removed] EMPTY");
    }

    @Test
    void a_key_is_found_where_json_escapes_its_slashes() {
        assertThat(keys(null, null, "abc/def/ghi").secrets().removedFrom("\"abc\\/def\\/ghi\""))
                .isEqualTo("\"[key removed]\"");
    }

    private static CallFailure denied(ApiKeys keys, String baseUrl) {
        return ((Access.Denied) keys.accessTo(baseUrl)).failure();
    }

    private static ApiKeys keys(String openRouter, String openAi, String any) {
        return new ApiKeys(
                Optional.ofNullable(openRouter),
                Optional.ofNullable(openAi),
                Optional.empty(),
                Optional.ofNullable(any),
                Catalogue.EMPTY,
                ConfigProvider.getConfig());
    }
}

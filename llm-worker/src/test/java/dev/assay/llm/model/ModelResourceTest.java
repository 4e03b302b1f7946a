package dev.assay.llm.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import dev.assay.llm.testing.protocol.Dialect;
import dev.assay.llm.testing.protocol.Said;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WorkerTest
class ModelResourceTest {

    @Inject
    Platform platform;

    @Test
    void the_catalogue_is_listed() {
        asked().get("/internal/models")
                .then()
                .statusCode(200)
                .body("items.slug", hasItem("openai/gpt-4.1"))
                .body("items.find { it.slug == 'openai/gpt-4.1' }.protocols", contains("chat-completions", "responses"))
                .body("items.find { it.slug == 'openai/gpt-4.1' }.key_variable", equalTo("OPENAI_API_KEY"));
        given().get("/internal/models").then().statusCode(not(200));
    }

    @Test
    void an_unknown_slug_brings_near_ones_and_a_protocol_its_own_formats() {
        asked().get("/internal/models/match?slug=openai/gpt-4.1-mimi")
                .then()
                .statusCode(200)
                .body("near", hasItem("openai/gpt-4.1-mini"));
        asked().get("/internal/models/match?slug=gpt41")
                .then()
                .body("model.name", equalTo("gpt-4.1"))
                .body("model.capabilities", hasItem("json_object"));
        asked().get("/internal/models/match?slug=gpt41&protocol=messages")
                .then()
                .body("model.capabilities", not(hasItem("json_object")));
        asked().get("/internal/models/match?slug=gpt41&protocol=smoke").then().statusCode(400);
    }

    @Test
    void a_server_is_asked_what_it_offers() {
        platform.models.offers(
                new Reply(200, Map.of(), "{\"data\": [{\"id\": \"coder-large\"}, {\"id\": \"tagged:latest\"}]}"));

        availability("coder-large").body("state", equalTo("available"));
        availability("tagged").body("state", equalTo("available"));
        availability("coder-lagre")
                .body("state", equalTo("unavailable"))
                .body("near", contains("coder-large"))
                .body("detail", containsString("lists 2 models"));
        platform.models.offers(
                new Reply(401, Map.of(), "{\"error\": {\"message\": \"bad key " + TestSettings.KEY + "\"}}"));
        String refused = availability("coder-large")
                .body("state", equalTo("unavailable"))
                .extract()
                .asString();
        assertThat(refused).contains("bad key").doesNotContain(TestSettings.KEY);
    }

    @Test
    void a_server_without_a_list_is_left_to_the_calls() {
        for (Reply reply : new Reply[] {
            new Reply(404, Map.of(), "{}"),
            new Reply(200, Map.of(), "<html>"),
            new Reply(200, Map.of(), "{\"data\": [], \"has_more\": true}")
        }) {
            platform.models.offers(reply);
            availability("any").body("state", equalTo("unknown"));
        }
        asked().get("/internal/models/availability?base_url=http://127.0.0.1:1/v1&name=any")
                .then()
                .statusCode(200)
                .body("state", equalTo("unknown"));
        platform.models.offers(
                new Reply(200, Map.of(), "{\"data\": [{\"id\": \"/models/file.gguf\", \"owned_by\": \"llamacpp\"}]}"));
        availability("any").body("state", equalTo("available"));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_speed_test_is_one_streamed_call(Protocol protocol) {
        Said said = Said.something();
        String model =
                platform.model((_, _) -> Reply.stream(Dialect.of(protocol).events(said)));

        asked().post("/internal/models/speed-test?base_url=" + platform.models.baseUrl() + "&name=" + model
                        + "&protocol=" + protocol.code())
                .then()
                .statusCode(200)
                .body("stream", equalTo(true))
                .body("served_model", equalTo("served-1"))
                .body("usage.input_tokens", equalTo(said.input()))
                .body("first_token_ms", notNullValue());
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    private ValidatableResponse availability(String name) {
        return asked().get("/internal/models/availability?base_url=" + platform.models.baseUrl() + "&name=" + name)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN);
    }
}

package dev.assay.llm.prompt;

import static dev.assay.llm.testing.ModelServer.answer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@WorkerTest
class TemplateResourceTest {

    @Inject
    Platform platform;

    @Test
    void templates_are_listed_with_version_and_content() {
        asked().get("/internal/templates")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("complete-function.v1", "prompt-only.v1"))
                .body("items.find { it.id == 'prompt-only' }.content", startsWith("{#fragment id=user}"))
                .body("items.find { it.id == 'prompt-only' }.task_type", equalTo("function-completion"));
    }

    @Test
    void a_preview_has_the_hash_that_the_call_will_have() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model).template("complete-function.v1");
        String hash = request.build().problem().publicHash();

        PromptPreview byId = preview("complete-function", hash);
        PromptPreview byName = preview("complete-function.v1", hash);
        platform.broker.send(request.build());
        var call = Platform.generation(platform.broker.awaitFirst(request.id()))
                .call()
                .orElseThrow();

        assertThat(byId).isEqualTo(byName);
        assertThat(byId.promptHash()).isEqualTo(call.promptHash());
        assertThat(byId.messages()).isEqualTo(call.prompt());
        assertThat(byId.inputTokens()).isPositive();
    }

    @Test
    void what_does_not_exist_is_not_found() {
        String hash = platform.problems.problem("def f(): pass").publicHash();

        asked().get("/internal/templates/complete-function.v9/preview?public_hash=" + hash)
                .then()
                .statusCode(404);
        asked().get("/internal/templates/complete-function/preview?public_hash=none")
                .then()
                .statusCode(404);
        asked().get("/internal/templates/complete-function/preview").then().statusCode(400);
    }

    private static PromptPreview preview(String template, String hash) {
        return AssayJson.read(
                asked().get("/internal/templates/" + template + "/preview?public_hash=" + hash)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                PromptPreview.class);
    }

    private static RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN);
    }
}

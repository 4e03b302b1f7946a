package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.LanguageDocumentation;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs in the language that an experiment chose, with its documentation. */
@WorkerTest
class LanguageFlowTest {

    private static final String TEXT = "# ilo\n\nEvery program begins with its functions.";

    @Inject
    Platform platform;

    @Test
    void documentation_is_kept_under_the_hash_of_its_text_and_counted() {
        AnswerLanguage.Documentation first = kept(TEXT);
        AnswerLanguage.Documentation again = kept(TEXT);

        assertThat(first.hash()).isEqualTo(Ids.sha256(TEXT));
        assertThat(first.tokens()).isBetween(8L, 14L);
        assertThat(again).isEqualTo(first);
        keep(" ").statusCode(400).body("violations.field", contains("text"));
        keep("a\u0000b").statusCode(400);
    }

    @Test
    void a_prompt_has_the_documentation_and_a_repair_has_it_in_the_same_place() {
        AnswerLanguage ilo = new AnswerLanguage("ilo", "ilo", "Prefix notation.", Optional.of(kept(TEXT)));
        String model = platform.model((number, _) -> answer("program " + number, 12, 7));
        RequestBuilder request = new RequestBuilder(
                        platform.problems.program("Print one."), platform.account(), platform.models.baseUrl(), model)
                .template("write-program")
                .language(ilo)
                .feedback(FeedbackPolicy.FAILING_ASSERT);
        platform.broker.send(request.build());
        AttemptGenerated first = platform.broker.awaitFirst(request.id());

        platform.broker.send(request.repair(new Feedback(
                        Optional.of(Verdict.RUNTIME_ERROR),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("no such name")))
                .build());
        AttemptGenerated second = platform.broker.awaitFirst(request.id());

        List<ChatMessage> asked = prompt(first);
        assertThat(asked.getFirst().content())
                .contains("one complete ilo program")
                .endsWith("\nPrefix notation.");
        assertThat(asked.getLast().content())
                .startsWith("## Documentation of ilo\n\n" + TEXT + "\n\n## Task\n\nPrint one.");
        assertThat(generation(first).language()).contains("ilo");
        assertThat(prompt(second).subList(0, asked.size())).isEqualTo(asked);
        assertThat(prompt(second).get(asked.size())).isEqualTo(new ChatMessage("assistant", "program 1"));
        assertThat(prompt(second).getLast().content())
                .startsWith("The program failed.")
                .contains("no such name");
    }

    @Test
    void a_documentation_that_was_never_kept_is_an_error_and_no_call() {
        AnswerLanguage.Documentation lost = new AnswerLanguage.Documentation(Ids.sha256("lost"), 1);
        String model = platform.model((_, _) -> answer("never", 1, 1));
        RequestBuilder request = new RequestBuilder(
                        platform.problems.program("Print two."), platform.account(), platform.models.baseUrl(), model)
                .template("write-program")
                .language(new AnswerLanguage("ilo", "ilo", "", Optional.of(lost)));

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).message()).contains("documentation of ilo");
        assertThat(platform.models.calls(model)).isEmpty();
    }

    private static List<ChatMessage> prompt(AttemptGenerated event) {
        return generation(event).call().orElseThrow().prompt();
    }

    private static AnswerLanguage.Documentation kept(String text) {
        return AssayJson.read(keep(text).statusCode(200).extract().asByteArray(), AnswerLanguage.Documentation.class);
    }

    private static ValidatableResponse keep(String text) {
        return given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                .contentType("application/json")
                .body(AssayJson.writeBytes(new LanguageDocumentation(text)))
                .post("/internal/documentation")
                .then();
    }
}

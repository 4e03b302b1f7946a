package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Generation.ModelCall;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attempts that repair others. */
@WorkerTest
class RepairFlowTest {

    private static final Feedback WRONG =
            new Feedback(Optional.of(Verdict.WRONG_ANSWER), Optional.of(0), Optional.of(1), Optional.of("f() was 1"));

    @Inject
    Platform platform;

    @Test
    void a_repair_has_the_first_prompt_as_it_was_then_the_answer_then_what_is_wrong_with_it() {
        String model = platform.model((number, _) -> answer("answer " + number, 12, 7));
        RequestBuilder request =
                platform.request(platform.account(), model, "def f():\n").template("complete-function");
        platform.broker.send(request.feedback(FeedbackPolicy.FAILING_ASSERT).build());
        AttemptGenerated first = platform.broker.awaitFirst(request.id());
        assertThat(first.feedback()).contains(FeedbackPolicy.FAILING_ASSERT);

        platform.broker.send(request.repair(WRONG).build());

        AttemptGenerated second = platform.broker.awaitFirst(request.id());
        assertThat(generation(second).answer()).isEqualTo("answer 2");
        ModelCall before = call(first);
        ModelCall repair = call(second);
        assertThat(repair.promptTemplate()).isEqualTo("complete-function.v1+complete-function-repair.v1");
        List<ChatMessage> messages = repair.prompt();
        int asked = before.prompt().size();
        assertThat(messages.subList(0, asked)).isEqualTo(before.prompt());
        assertThat(messages.get(asked)).isEqualTo(new ChatMessage("assistant", "answer 1"));
        assertThat(messages).hasSize(asked + 2);
        assertThat(messages.getLast().content())
                .startsWith("The code gives a wrong result.")
                .contains("f() was 1");
    }

    @Test
    void two_repairs_that_are_asked_the_same_are_two_calls_though_answers_are_used_again() {
        String model = platform.model((_, _) -> answer("the same", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model).reuse();
        platform.broker.send(request.build());
        platform.broker.awaitFirst(request.id());

        platform.broker.send(request.repair(WRONG).build());
        AttemptGenerated second = platform.broker.awaitFirst(request.id());
        platform.broker.send(request.repair(WRONG).build());
        AttemptGenerated third = platform.broker.awaitFirst(request.id());

        assertThat(call(third).promptHash()).isEqualTo(call(second).promptHash());
        assertThat(call(third).requestHash()).isNotEqualTo(call(second).requestHash());
        assertThat(platform.models.calls(model)).hasSize(3);
    }

    @Test
    void an_answer_that_the_ledger_does_not_have_cannot_be_repaired() {
        String model = platform.model((_, _) -> answer("never", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model).repair(WRONG);

        platform.broker.send(request.build());

        assertThat(platform.broker.awaitFirst(request.id()).outcome())
                .isInstanceOfSatisfying(GenerationOutcome.Failed.class, failed -> {
                    assertThat(failed.error().cause()).isEqualTo("invalid_request");
                    assertThat(failed.error().message()).contains("the prompt has to show");
                });
        assertThat(platform.models.calls(model)).isEmpty();
    }

    @Test
    void an_empty_answer_is_shown_as_such() {
        String model = platform.model((_, _) -> answer("", 1, 0));
        RequestBuilder request = platform.request(platform.account(), model);
        platform.broker.send(request.build());
        platform.broker.awaitFirst(request.id());

        platform.broker.send(
                request.repair(Feedback.kind(Verdict.EXTRACTION_FAILED)).build());

        assertThat(call(platform.broker.awaitFirst(request.id())).prompt())
                .contains(new ChatMessage("assistant", "(empty)"));
    }

    private static ModelCall call(AttemptGenerated event) {
        return generation(event).call().orElseThrow();
    }
}

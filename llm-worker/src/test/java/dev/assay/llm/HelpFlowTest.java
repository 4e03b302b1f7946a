package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Generation.ModelCall;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls that help, and attempts that are helped. */
@WorkerTest
class HelpFlowTest {

    private static final Help SPECIFICATION = new Help.Specification();
    private static final Feedback WRONG =
            new Feedback(Optional.of(Verdict.WRONG_ANSWER), Optional.of(1), Optional.of(3), Optional.of("f() was 1"));

    @Inject
    Platform platform;

    @Test
    void a_specifier_is_shown_the_problem_and_asked_for_no_code() {
        String model = platform.model((_, _) -> answer("It adds.", 12, 7));
        RequestBuilder request =
                platform.request(platform.account(), model, "def f():\n").help(SPECIFICATION);
        platform.broker.send(request.build());

        AttemptGenerated said = platform.broker.awaitFirst(request.id());

        assertThat(said.role()).contains(CallRole.SPECIFIER);
        assertThat(generation(said).answer()).isEqualTo("It adds.");
        assertThat(call(said).promptTemplate()).isEqualTo("specify-function.v1");
        assertThat(call(said).prompt()).extracting(ChatMessage::role).containsExactly("system", "user");
        assertThat(call(said).prompt().getFirst().content()).contains("Give no algorithm, no code and no tests.");
        assertThat(call(said).prompt().getLast().content())
                .contains("def f():")
                .doesNotContain("Reply with the whole function");
    }

    @Test
    void what_a_specifier_says_ends_the_prompt_of_each_attempt() {
        String model = platform.model((number, _) -> answer(number == 1 ? "It adds." : "answer " + number, 1, 1));
        RequestBuilder request =
                platform.request(platform.account(), model, "def f():\n").template("complete-function");
        UUID specification = ask(request.help(SPECIFICATION));

        AttemptGenerated first = answered(request.help().advice(Optional.of(specification), Optional.empty()));
        AttemptGenerated second = answered(request.repair(WRONG));

        assertThat(call(first).promptTemplate()).isEqualTo("complete-function.v1+with-specification.v1");
        assertThat(call(first).prompt().getLast().content())
                .contains("def f():")
                .endsWith("## Analysis of the task\n\nIt adds.");
        assertThat(call(second).prompt().subList(0, 2)).isEqualTo(call(first).prompt());
        assertThat(call(second).prompt()).hasSize(4);
    }

    @Test
    void a_reviewer_sees_all_attempts_and_what_may_be_told_of_them() {
        String model = platform.model((number, _) -> answer("answer " + number, 1, 1));
        RequestBuilder request = platform.request(platform.account(), model, "def f():\n");
        UUID first = ask(request);
        UUID second = ask(request.repair(WRONG));
        Help review = new Help.Review(
                List.of(new PreviousAttempt(first, WRONG), new PreviousAttempt(second, Feedback.FURTHER_TESTS_FAILED)));

        AttemptGenerated said = answered(request.help(review));

        assertThat(said.role()).contains(CallRole.REVIEWER);
        assertThat(call(said).promptTemplate()).isEqualTo("review-function.v1+attempts.v1");
        assertThat(call(said).prompt()).extracting(ChatMessage::role).containsExactly("system", "user");
        assertThat(call(said).prompt().getLast().content())
                .containsSubsequence(
                        "def f():",
                        "## Attempt 1",
                        "answer 1",
                        "wrong_answer; it passes 1 of 3 tests",
                        "f() was 1",
                        "## Attempt 2",
                        "answer 2",
                        "it fails further tests, which are not shown");
    }

    @Test
    void what_a_reviewer_says_ends_the_prompt_of_the_repair() {
        String model = platform.model((number, _) -> answer(number == 2 ? "Add them." : "answer " + number, 1, 1));
        RequestBuilder request = platform.request(platform.account(), model, "def f():\n");
        UUID first = ask(request);
        UUID guidance = ask(request.help(new Help.Review(List.of(new PreviousAttempt(first, WRONG)))));

        AttemptGenerated repaired = answered(
                request.help().advice(Optional.empty(), Optional.of(guidance)).repair(WRONG));

        assertThat(call(repaired).promptTemplate())
                .isEqualTo("prompt-only.v1+complete-function-repair.v1+with-guidance.v1");
        assertThat(call(repaired).prompt().getLast().content())
                .contains("f() was 1")
                .endsWith("advises:\n\nAdd them.");
    }

    @Test
    void nothing_said_is_nothing_shown() {
        String model = platform.model((number, _) -> answer(number == 1 ? " " : "answer", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        UUID specification = ask(request.help(SPECIFICATION));

        AttemptGenerated first = answered(request.help().advice(Optional.of(specification), Optional.empty()));

        assertThat(call(first).promptTemplate()).isEqualTo("prompt-only.v1");
    }

    @Test
    void a_specification_of_an_earlier_run_serves_again() {
        String model = platform.model((number, _) -> answer("It adds, " + number, 1, 1));
        RequestBuilder earlier = platform.request(platform.account(), model, "def f():\n");
        UUID origin = ask(earlier.reuse().help(SPECIFICATION));

        AttemptGenerated later = answered(platform.request(platform.account(), model, "def f():\n")
                .reuse()
                .help(SPECIFICATION));

        assertThat(generation(later).answer()).isEqualTo("It adds, 1");
        assertThat(generation(later).cachedFrom()).contains(origin);
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    @Test
    void help_that_the_ledger_does_not_have_is_no_reason_to_go_on_without() {
        String model = platform.model((_, _) -> answer("never", 1, 1));
        RequestBuilder request =
                platform.request(platform.account(), model).advice(Optional.of(UUID.randomUUID()), Optional.empty());

        platform.broker.send(request.build());

        assertThat(platform.broker.awaitFirst(request.id()).outcome()).isInstanceOf(GenerationOutcome.Failed.class);
        assertThat(platform.models.calls(model)).isEmpty();
    }

    private UUID ask(RequestBuilder request) {
        return answered(request).attempt().attemptId();
    }

    private AttemptGenerated answered(RequestBuilder request) {
        platform.broker.send(request.build());
        return platform.broker.awaitFirst(request.id());
    }

    private static ModelCall call(AttemptGenerated event) {
        return generation(event).call().orElseThrow();
    }
}

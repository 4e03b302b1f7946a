package dev.assay.scorer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.scorer.record.Attempt;
import dev.assay.scorer.record.AttemptStore;
import dev.assay.scorer.record.Finish;
import dev.assay.scorer.record.Records;
import dev.assay.scorer.testing.AttemptBuilder;
import dev.assay.scorer.testing.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Attempts from the events that come in to the event that goes out, over a real broker and database. */
@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class AttemptFlowTest {

    @Inject
    Broker broker;

    @Inject
    AttemptStore store;

    @Inject
    Jdbi jdbi;

    @Test
    void an_answer_and_then_its_run_end_the_attempt() {
        AttemptBuilder attempt = AttemptBuilder.attempt();

        broker.send(attempt.answered());
        broker.send(attempt.ran(Verdict.PASSED));

        AttemptFinished end = broker.awaitFinished(attempt.id(), 1).getFirst();
        assertThat(end.attempt()).isEqualTo(attempt.ref());
        assertThat(end.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(end.reason()).isEqualTo("passed");
        assertThat(end.score().testsPassed()).isEqualTo(3);
        assertThat(end.usage()).isEqualTo(AttemptBuilder.USAGE);
        assertThat(end.cost()).isEqualTo(AttemptBuilder.COST);
        assertThat(end.generationMs()).contains(1234L);
        assertThat(end.executionCpuMs()).contains(21L);
    }

    @Test
    void a_run_that_comes_before_its_answer_waits_for_it() {
        AttemptBuilder attempt = AttemptBuilder.attempt();

        broker.send(attempt.ran(Verdict.WRONG_ANSWER));
        awaitStored(attempt.id());
        broker.send(attempt.answered());

        assertThat(broker.awaitFinished(attempt.id(), 1).getFirst().verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void an_attempt_that_may_be_repaired_says_what_may_be_told_of_it_whichever_event_comes_first() {
        Feedback told = new Feedback(
                Optional.of(Verdict.WRONG_ANSWER),
                Optional.of(0),
                Optional.of(2),
                Optional.of("shown: add(1, 2) was 4"));
        AttemptBuilder attempt = AttemptBuilder.attempt();
        AttemptBuilder other = AttemptBuilder.attempt();

        broker.send(attempt.answered(FeedbackPolicy.FAILING_ASSERT));
        broker.send(attempt.ran(Verdict.WRONG_ANSWER));
        broker.send(other.ran(Verdict.WRONG_ANSWER));
        awaitStored(other.id());
        broker.send(other.answered(FeedbackPolicy.FAILING_ASSERT));

        assertThat(broker.awaitFinished(attempt.id(), 1).getFirst().feedback()).contains(told);
        assertThat(broker.awaitFinished(other.id(), 1).getFirst().feedback()).contains(told);
        assertThat(record(attempt.id()).feedback()).contains(told);
    }

    @Test
    void what_helps_is_recorded_and_never_judged() {
        AttemptBuilder help = AttemptBuilder.attempt();
        AttemptBuilder failed = AttemptBuilder.attempt();
        AttemptBuilder after = AttemptBuilder.attempt();

        broker.send(help.helped(CallRole.REVIEWER));
        broker.send(help.ran(Verdict.PASSED));
        broker.send(failed.failedToHelp(CallRole.SPECIFIER));
        broker.send(after.answered());
        broker.send(after.ran(Verdict.PASSED));

        broker.awaitFinished(after.id(), 1);
        awaitStored(help.id());
        awaitStored(failed.id());
        AttemptRecord said = record(help.id());
        assertThat(said.role()).contains(CallRole.REVIEWER);
        assertThat(said.verdict()).isEmpty();
        assertThat(said.generation()).isPresent();
        assertThat(record(failed.id()).error()).isPresent();
        assertThat(record(failed.id()).verdict()).isEmpty();
        assertThat(store.listByTrial(help.ref().trialId(), 0, 10))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.summary().role()).contains(CallRole.REVIEWER);
                    assertThat(one.summary().cost()).isEqualTo(AttemptBuilder.COST);
                });
    }

    @Test
    void what_passed_and_what_no_repair_follows_has_nothing_to_be_told() {
        AttemptBuilder passed = AttemptBuilder.attempt();
        AttemptBuilder last = AttemptBuilder.attempt();

        broker.send(passed.answered(FeedbackPolicy.FULL_OUTPUT));
        broker.send(passed.ran(Verdict.PASSED));
        broker.send(last.answered());
        broker.send(last.ran(Verdict.WRONG_ANSWER));

        assertThat(broker.awaitFinished(passed.id(), 1).getFirst().feedback()).isEmpty();
        assertThat(broker.awaitFinished(last.id(), 1).getFirst().feedback()).isEmpty();
    }

    @Test
    void the_record_holds_the_documents_as_they_came() {
        AttemptBuilder attempt = AttemptBuilder.attempt();
        Execution execution = attempt.execution(Verdict.WRONG_ANSWER);

        broker.send(attempt.answered());
        broker.send(attempt.ran(execution));
        broker.awaitFinished(attempt.id(), 1);

        AttemptRecord record = record(attempt.id());
        assertThat(record.generation()).contains(attempt.generation());
        assertThat(record.execution()).contains(execution);
        assertThat(record.attempt()).isEqualTo(attempt.ref());
        assertThat(record.problem()).isEqualTo(attempt.problem());
        assertThat(record.verdict()).contains(Verdict.WRONG_ANSWER);
        assertThat(record.finishedAt()).isPresent();
    }

    @Test
    void every_event_delivered_twice_ends_the_attempt_once() {
        AttemptBuilder attempt = AttemptBuilder.attempt();
        AttemptBuilder marker = attempt.next();

        broker.send(attempt.answered());
        broker.send(attempt.ran(Verdict.PASSED));
        broker.awaitFinished(attempt.id(), 1);
        awaitPublished(attempt.id());
        broker.send(attempt.answered());
        broker.send(attempt.ran(Verdict.WRONG_ANSWER));
        finish(marker);

        assertThat(broker.finished(attempt.id())).hasSize(1);
        assertThat(record(attempt.id()).verdict()).contains(Verdict.PASSED);
    }

    @Test
    void a_withheld_call_is_kept_and_nothing_is_said() {
        AttemptBuilder attempt = AttemptBuilder.attempt();
        AttemptBuilder marker = attempt.next();

        broker.send(attempt.withheld());
        finish(marker);

        assertThat(broker.finished(attempt.id())).isEmpty();
        assertThat(record(attempt.id()).verdict()).isEmpty();
    }

    @Test
    void a_failed_call_ends_at_once_and_a_retry_gives_the_real_verdict() {
        AttemptBuilder attempt = AttemptBuilder.attempt();

        broker.send(attempt.failedToAnswer());
        AttemptFinished failed = broker.awaitFinished(attempt.id(), 1).getFirst();
        broker.send(attempt.dispatched(2).answered());
        broker.send(attempt.dispatched(2).ran(Verdict.PASSED));
        AttemptFinished passed = broker.awaitFinished(attempt.id(), 2).getLast();

        assertThat(failed.verdict()).isEqualTo(Verdict.INFRASTRUCTURE_ERROR);
        assertThat(failed.error().map(StageError::stage)).contains("llm-worker");
        assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(passed.attempt().dispatchNumber()).isEqualTo(2);
        assertThat(record(attempt.id()).error()).isEmpty();
    }

    @Test
    void a_run_that_fails_in_two_dispatches_is_told_twice_and_the_third_counts() {
        AttemptBuilder attempt = AttemptBuilder.attempt();

        broker.send(attempt.answered());
        broker.send(attempt.failedToRun());
        broker.awaitFinished(attempt.id(), 1);
        broker.send(attempt.dispatched(2).answered());
        broker.send(attempt.dispatched(2).failedToRun());
        broker.awaitFinished(attempt.id(), 2);
        broker.send(attempt.dispatched(3).answered());
        broker.send(attempt.dispatched(3).ran(Verdict.TIME_LIMIT));

        assertThat(broker.awaitFinished(attempt.id(), 3))
                .extracting(AttemptFinished::verdict, end -> end.attempt().dispatchNumber())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Verdict.INFRASTRUCTURE_ERROR, 1),
                        org.assertj.core.groups.Tuple.tuple(Verdict.INFRASTRUCTURE_ERROR, 2),
                        org.assertj.core.groups.Tuple.tuple(Verdict.TIME_LIMIT, 3));
    }

    @Test
    void an_end_that_a_crash_kept_from_being_marked_is_published_again() {
        AttemptBuilder attempt = AttemptBuilder.attempt();
        finish(attempt);
        awaitPublished(attempt.id());

        jdbi.useHandle(handle -> handle.execute("""
                update attempt set finished_published_at = null, finished_at = finished_at - interval '1 hour'
                where attempt_id = ?
                """, attempt.id()));

        assertThat(broker.awaitFinished(attempt.id(), 2))
                .hasSize(2)
                .containsOnly(broker.finished(attempt.id()).getFirst());
        awaitPublished(attempt.id());
    }

    @Test
    void an_answer_of_hostile_characters_comes_through_unchanged() {
        String hostile = "NUL \u0000, lone surrogates \ud800 and \udc00, a pair \ud83d\ude00, \u2028 \ufffe \u001b[31m";
        AttemptBuilder attempt = AttemptBuilder.attempt().answering(hostile);

        broker.send(attempt.answered());
        broker.send(attempt.ran(Verdict.COMPILE_ERROR));
        broker.awaitFinished(attempt.id(), 1);

        AttemptRecord record = record(attempt.id());
        assertThat(record.generation().orElseThrow().answer()).isEqualTo(hostile);
        assertThat(record.execution().orElseThrow().extraction().code()).contains(hostile);
    }

    @Test
    void hundreds_of_attempts_in_one_go_all_end() {
        List<AttemptBuilder> attempts =
                Stream.generate(AttemptBuilder::attempt).limit(300).toList();

        attempts.forEach(attempt -> broker.send(attempt.ran(Verdict.PASSED)));
        attempts.reversed().forEach(attempt -> broker.send(attempt.answered()));

        Set<UUID> ids = attempts.stream().map(AttemptBuilder::id).collect(Collectors.toSet());
        assertThat(broker.awaitAllFinished(ids))
                .hasSize(300)
                .allSatisfy(end -> assertThat(end.verdict()).isEqualTo(Verdict.PASSED));
    }

    @Test
    void rows_are_locked_in_the_order_of_the_database() {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(1000).toList();

        List<UUID> ofDatabase =
                jdbi.withHandle(handle -> handle.createQuery("select id from unnest(:ids) as random(id) order by id")
                        .bindArray("ids", UUID.class, ids)
                        .mapTo(UUID.class)
                        .list());

        assertThat(ids.stream().sorted(AttemptStore.LOCK_ORDER)).containsExactlyElementsOf(ofDatabase);
    }

    private void finish(AttemptBuilder attempt) {
        broker.send(attempt.answered());
        broker.send(attempt.ran(Verdict.PASSED));
        broker.awaitFinished(attempt.id(), 1);
    }

    private AttemptRecord record(UUID attemptId) {
        return Records.full(store.find(attemptId).orElseThrow());
    }

    private void awaitStored(UUID attemptId) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.find(attemptId).isPresent());
    }

    private void awaitPublished(UUID attemptId) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> store.find(attemptId)
                        .flatMap(Attempt::finish)
                        .filter(Finish::published)
                        .isPresent());
    }
}

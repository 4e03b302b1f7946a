package dev.assay.scorer.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.scorer.record.Attempt;
import dev.assay.scorer.record.Finish;
import dev.assay.scorer.testing.AttemptBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Events of an attempt in every order, once and several times. */
class AttemptOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final AttemptBuilder FIRST = AttemptBuilder.attempt();

    private final Judge judge = new Judge(new Scorers(List.of(new RunScorer("function-completion", true))));

    /** A scorer that says what the run said, or {@code passed} where nothing has to run. */
    private record RunScorer(String taskType, boolean needsExecution) implements Scorer {

        @Override
        public String version() {
            return taskType + "@test";
        }

        @Override
        public Judgement score(Generation generation, Optional<Execution> execution) {
            return new Judgement(
                    execution.map(Execution::verdict).orElse(Verdict.PASSED),
                    "run",
                    new Score(version(), 1, 1, Optional.empty()));
        }

        @Override
        public Feedback feedback(
                FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution) {
            return Feedback.kind(judgement.verdict());
        }
    }

    @Provide
    Arbitrary<List<Object>> failures() {
        Arbitrary<Integer> dispatch = Arbitraries.integers().between(1, 4);
        Arbitrary<Object> failure = Combinators.combine(dispatch, Arbitraries.of(0, 1, 2))
                .as((number, kind) -> switch (kind) {
                    case 0 -> FIRST.dispatched(number).failedToAnswer();
                    case 1 -> FIRST.dispatched(number).withheld();
                    default -> FIRST.dispatched(number).failedToRun();
                });
        return failure.list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Object>> withSuccess() {
        Arbitrary<Integer> dispatch = Arbitraries.integers().between(1, 4);
        return Combinators.combine(failures(), dispatch, dispatch).flatAs((failures, answered, ran) -> {
            List<Object> events = new ArrayList<>(failures);
            events.add(FIRST.dispatched(answered).answered());
            events.add(FIRST.dispatched(ran).ran(Verdict.WRONG_ANSWER));
            return Arbitraries.shuffle(events);
        });
    }

    @Property
    void an_answer_and_its_run_give_one_real_verdict_in_any_order_and_amid_any_failures(
            @ForAll("withSuccess") List<Object> events) {
        List<AttemptFinished> ends = ends(events);

        assertThat(ends.stream().filter(end -> end.verdict() == Verdict.WRONG_ANSWER))
                .hasSize(1);
        assertThat(ends.getLast().verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Property
    void events_that_come_again_change_nothing(@ForAll("withSuccess") List<Object> events) {
        Attempt once = after(events);

        Attempt again = once;
        for (Object event : events) {
            again = step(event).apply(again);
        }

        assertThat(again).isEqualTo(once);
    }

    @Property
    void failures_alone_never_give_a_real_verdict_and_each_dispatch_ends_at_most_once(
            @ForAll("failures") List<Object> events) {
        List<AttemptFinished> ends = ends(events);

        assertThat(ends).allSatisfy(end -> {
            assertThat(end.verdict()).isEqualTo(Verdict.INFRASTRUCTURE_ERROR);
            assertThat(end.error()).isPresent();
        });
        assertThat(ends.stream().map(end -> end.attempt().dispatchNumber())).doesNotHaveDuplicates();
    }

    @Test
    void a_failure_of_an_earlier_dispatch_is_not_taken() {
        Attempt attempt = after(
                List.of(FIRST.dispatched(2).answered(), FIRST.dispatched(1).failedToRun()));

        assertThat(attempt.execution()).isEmpty();
        assertThat(attempt.finish()).isEmpty();
    }

    @Test
    void a_failed_run_waits_for_its_answer_so_that_the_usage_is_known() {
        Attempt early = after(List.of(FIRST.failedToRun()));
        Attempt whole = step(FIRST.answered()).apply(early);

        assertThat(early.finish()).isEmpty();
        assertThat(whole.finish().map(Finish::event)).hasValueSatisfying(end -> {
            assertThat(end.verdict()).isEqualTo(Verdict.INFRASTRUCTURE_ERROR);
            assertThat(end.usage()).isEqualTo(AttemptBuilder.USAGE);
        });
    }

    @Test
    void a_task_that_runs_nothing_ends_with_its_answer() {
        Judge text = new Judge(new Scorers(List.of(new RunScorer("function-naming", false))));
        AttemptBuilder attempt = FIRST.ofTaskType("function-naming");

        assertThat(text.judge(start(attempt).with(attempt.answered())).map(AttemptFinished::verdict))
                .contains(Verdict.PASSED);
    }

    @Test
    void an_attempt_that_no_scorer_knows_ends_as_an_infrastructure_error_that_says_so() {
        AttemptBuilder attempt = FIRST.ofTaskType("telepathy");

        Optional<AttemptFinished> end = judge.judge(start(attempt).with(attempt.answered()));

        assertThat(end.flatMap(AttemptFinished::error)).hasValueSatisfying(error -> {
            assertThat(error.cause()).isEqualTo("unknown_task_type");
            assertThat(error.message()).contains("telepathy");
        });
    }

    @Test
    void a_scorer_that_breaks_down_is_not_held_against_the_model() {
        Scorer broken = new Scorer() {
            @Override
            public String taskType() {
                return "function-completion";
            }

            @Override
            public String version() {
                return "broken@1";
            }

            @Override
            public boolean needsExecution() {
                return false;
            }

            @Override
            public Feedback feedback(
                    FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution) {
                return Feedback.FURTHER_TESTS_FAILED;
            }

            @Override
            public Judgement score(Generation generation, Optional<Execution> execution) {
                throw new IllegalStateException("no such thing");
            }
        };

        Optional<AttemptFinished> end =
                new Judge(new Scorers(List.of(broken))).judge(start(FIRST).with(FIRST.answered()));

        assertThat(end).hasValueSatisfying(finished -> {
            assertThat(finished.verdict()).isEqualTo(Verdict.INFRASTRUCTURE_ERROR);
            assertThat(finished.reason()).isEqualTo("scorer_failed");
        });
    }

    private static Attempt start(AttemptBuilder attempt) {
        return Attempt.unknown(attempt.ref(), attempt.problem());
    }

    private Attempt after(List<Object> events) {
        Attempt attempt = start(FIRST);
        for (Object event : events) {
            attempt = step(event).apply(attempt);
        }
        return attempt;
    }

    /** Every end that the attempt had on its way. */
    private List<AttemptFinished> ends(List<Object> events) {
        List<AttemptFinished> ends = new ArrayList<>();
        Attempt attempt = start(FIRST);
        for (Object event : events) {
            Attempt next = step(event).apply(attempt);
            if (!next.finish().equals(attempt.finish())) {
                ends.add(next.finish().orElseThrow().event());
            }
            attempt = next;
        }
        return ends;
    }

    private UnaryOperator<Attempt> step(Object event) {
        return attempt -> {
            Attempt next = switch (event) {
                case AttemptGenerated generated -> attempt.with(generated);
                case AttemptExecuted executed -> attempt.with(executed);
                default -> throw new IllegalArgumentException("not an event of an attempt: " + event);
            };
            return judge.judge(next).map(end -> next.with(end, NOW)).orElse(next);
        };
    }
}

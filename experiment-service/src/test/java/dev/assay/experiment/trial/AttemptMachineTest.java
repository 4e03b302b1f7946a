package dev.assay.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.event.WithheldReason;
import dev.assay.experiment.trial.AttemptStatus.Failed;
import dev.assay.experiment.trial.AttemptStatus.Judged;
import dev.assay.experiment.trial.AttemptStatus.Stopped;
import dev.assay.experiment.trial.AttemptStatus.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AttemptMachineTest {

    private static final int MAX_FAILURES = 3;
    private static final Waiting SENT = new Waiting(1, 0, false);

    private final AttemptMachine machine = new AttemptMachine(MAX_FAILURES);

    /** What the stages make of one dispatch. */
    enum Outcome {
        JUDGED,
        FAILED,
        FAILED_FOR_GOOD,
        WITHHELD
    }

    @Test
    void a_model_call_that_is_over_releases_the_window_once() {
        AttemptStatus released = machine.next(SENT, new AttemptSignal.Generated(1));

        assertThat(released).isEqualTo(new Waiting(1, 0, true));
        assertThat(machine.next(released, new AttemptSignal.Generated(1))).isEqualTo(released);
    }

    @Test
    void an_attempt_that_was_never_dispatched_neither_fails_nor_stops() {
        AttemptStatus queued = new AttemptStatus.Queued();

        assertThat(machine.next(queued, new AttemptSignal.Failed(0, true))).isEqualTo(queued);
        assertThat(machine.next(queued, new AttemptSignal.Generated(0))).isEqualTo(queued);
        assertThat(machine.next(queued, new AttemptSignal.Withheld(0, WithheldReason.CANCELLED)))
                .isEqualTo(queued);
    }

    @Test
    void a_failure_that_may_pass_is_dispatched_again_under_the_next_number() {
        assertThat(machine.next(new Waiting(1, 0, true), new AttemptSignal.Failed(1, true)))
                .isEqualTo(new Waiting(2, 1, false));
    }

    @Test
    void the_last_failure_and_one_for_good_end_it() {
        assertThat(machine.next(new Waiting(3, 2, true), new AttemptSignal.Failed(3, true)))
                .isEqualTo(new Failed(3, 3));
        assertThat(machine.next(SENT, new AttemptSignal.Failed(1, false))).isEqualTo(new Failed(1, 1));
    }

    @Test
    void a_failure_of_an_earlier_dispatch_changes_nothing() {
        Waiting again = new Waiting(2, 1, false);

        assertThat(machine.next(again, new AttemptSignal.Failed(1, true))).isEqualTo(again);
        assertThat(machine.next(again, new AttemptSignal.Generated(1))).isEqualTo(again);
        assertThat(machine.next(again, new AttemptSignal.Withheld(1, WithheldReason.CANCELLED)))
                .isEqualTo(again);
    }

    @Property
    void a_verdict_is_accepted_from_any_dispatch_in_any_status(
            @ForAll("statuses") AttemptStatus status, @ForAll("dispatches") int dispatch) {
        assertThat(machine.next(status, new AttemptSignal.Judged(dispatch))).isInstanceOf(Judged.class);
    }

    @Property
    void nothing_leads_back_from_a_verdict(@ForAll("signals") List<AttemptSignal> signals) {
        AttemptStatus judged = new Judged(1, 0);

        assertThat(after(judged, signals)).isEqualTo(judged);
    }

    @Property
    void only_a_verdict_leads_out_of_an_end(
            @ForAll("signals") List<AttemptSignal> signals, @ForAll("ends") AttemptStatus end) {
        AttemptStatus after = after(end, signals);

        boolean heard = signals.stream().anyMatch(AttemptSignal.Judged.class::isInstance);
        assertThat(after).isEqualTo(heard ? new Judged(end.dispatch(), end.failures()) : end);
    }

    @Property
    void the_same_signal_twice_is_the_same_as_once(
            @ForAll("statuses") AttemptStatus status, @ForAll("signal") AttemptSignal signal) {
        AttemptStatus once = machine.next(status, signal);

        assertThat(machine.next(once, signal)).isEqualTo(once);
    }

    @Property
    void the_dispatch_number_never_falls_and_failures_are_bounded(@ForAll("signals") List<AttemptSignal> signals) {
        AttemptStatus status = SENT;
        for (AttemptSignal signal : signals) {
            AttemptStatus next = machine.next(status, signal);
            assertThat(next.dispatch()).isGreaterThanOrEqualTo(status.dispatch());
            assertThat(next.failures()).isBetween(status.failures(), MAX_FAILURES);
            status = next;
        }
    }

    /**
     * The broker's part: each dispatch has an outcome; its events come as often and in whatever order the seed says, also
     * late, in the middle of a later dispatch. Every attempt ends, and ends with a verdict exactly when some dispatch that
     * was made has one.
     */
    @Property(tries = 3000)
    void whatever_the_order_and_however_often_an_attempt_ends_the_same(
            @ForAll("outcomes") List<Outcome> outcomes, @ForAll long seed) {
        Random random = new Random(seed);
        Deque<Integer> made = new ArrayDeque<>(List.of(1));
        List<AttemptSignal> underway = new ArrayList<>(events(1, outcomes.getFirst(), random));
        AttemptStatus status = SENT;
        while (!underway.isEmpty()) {
            Collections.shuffle(underway, random);
            AttemptSignal signal = underway.removeLast();
            if (random.nextInt(4) == 0) {
                underway.add(signal);
            }
            status = machine.next(status, signal);
            if (status.dispatch() > made.getLast()) {
                made.add(status.dispatch());
                underway.addAll(events(status.dispatch(), outcomes.get(status.dispatch() - 1), random));
            }
        }
        boolean verdict = made.stream().anyMatch(dispatch -> outcomes.get(dispatch - 1) == Outcome.JUDGED);
        assertThat(status).isInstanceOfAny(Judged.class, Failed.class, Stopped.class);
        assertThat(status instanceof Judged).isEqualTo(verdict);
    }

    private static List<AttemptSignal> events(int dispatch, Outcome outcome, Random random) {
        List<AttemptSignal> events = new ArrayList<>();
        AttemptSignal last = switch (outcome) {
            case JUDGED -> new AttemptSignal.Judged(dispatch);
            case FAILED -> new AttemptSignal.Failed(dispatch, true);
            case FAILED_FOR_GOOD -> new AttemptSignal.Failed(dispatch, false);
            case WITHHELD -> new AttemptSignal.Withheld(dispatch, WithheldReason.BUDGET_EXHAUSTED);
        };
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(last);
            if (outcome != Outcome.WITHHELD) {
                events.add(new AttemptSignal.Generated(dispatch));
            }
        }
        return events;
    }

    private AttemptStatus after(AttemptStatus status, List<AttemptSignal> signals) {
        AttemptStatus after = status;
        for (AttemptSignal signal : signals) {
            after = machine.next(after, signal);
        }
        return after;
    }

    @Provide
    Arbitrary<List<Outcome>> outcomes() {
        return Arbitraries.of(Outcome.class).list().ofSize(MAX_FAILURES);
    }

    @Provide
    Arbitrary<Integer> dispatches() {
        return Arbitraries.integers().between(1, 4);
    }

    @Provide
    Arbitrary<AttemptSignal> signal() {
        return dispatches()
                .flatMap(dispatch -> Arbitraries.of(
                        new AttemptSignal.Generated(dispatch),
                        new AttemptSignal.Withheld(dispatch, WithheldReason.BUDGET_EXHAUSTED),
                        new AttemptSignal.Judged(dispatch),
                        new AttemptSignal.Failed(dispatch, true),
                        new AttemptSignal.Failed(dispatch, false)));
    }

    @Provide
    Arbitrary<List<AttemptSignal>> signals() {
        return signal().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<AttemptStatus> ends() {
        return dispatches().flatMap(dispatch -> Arbitraries.of(new Failed(dispatch, 3), new Stopped(dispatch, 0)));
    }

    @Provide
    Arbitrary<AttemptStatus> statuses() {
        return dispatches()
                .flatMap(dispatch -> Arbitraries.of(
                        new Waiting(dispatch, 0, false),
                        new Waiting(dispatch, 2, true),
                        new Judged(dispatch, 1),
                        new Failed(dispatch, 3),
                        new Stopped(dispatch, 0),
                        new AttemptStatus.Queued()));
    }
}

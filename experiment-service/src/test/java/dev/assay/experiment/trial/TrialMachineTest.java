package dev.assay.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.experiment.trial.TrialStatus.Finished;
import dev.assay.experiment.trial.TrialStatus.Running;
import dev.assay.experiment.trial.TrialStatus.Stopped;
import dev.assay.experiment.trial.TrialStatus.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrialMachineTest {

    private static final int MAX = 3;
    private static final List<Verdict> OF_ANSWERS = Arrays.stream(Verdict.values())
            .filter(verdict -> verdict != Verdict.INFRASTRUCTURE_ERROR)
            .toList();

    private final TrialMachine machine = new TrialMachine(MAX, true);
    private final TrialMachine ofEndedRun = new TrialMachine(MAX, false);

    /** What comes of one attempt: verdicts of an answer, or the failure of infrastructure for good, after which one may come. */
    record Fate(boolean failsFirst, Verdict verdict) {}

    @Test
    void every_status_and_every_end_has_the_one_successor_that_is_written_here() {
        for (int number = 1; number <= MAX; number++) {
            for (Verdict verdict : OF_ANSWERS) {
                boolean goesOn = verdict.canBeRepaired() && number < MAX;
                AttemptEnd judged = new AttemptEnd.Judged(number, verdict);
                TrialStatus finished = new Finished(number, verdict);
                TrialStatus due = goesOn ? new Waiting(number + 1) : finished;

                assertThat(machine.next(new Waiting(number), judged)).isEqualTo(due);
                assertThat(machine.next(new Running(number), judged)).isEqualTo(due);
                assertThat(machine.next(new Stopped(number), judged))
                        .isEqualTo(goesOn ? new Stopped(number + 1) : finished);
                assertThat(machine.next(givenUp(number), judged)).isEqualTo(due);
                assertThat(ofEndedRun.next(givenUp(number), judged)).isEqualTo(goesOn ? givenUp(number + 1) : finished);
                for (Verdict held : OF_ANSWERS) {
                    TrialStatus final_ = new Finished(number, held);
                    assertThat(machine.next(final_, judged)).isEqualTo(final_);
                }
            }
            AttemptEnd failed = new AttemptEnd.Failed(number);
            assertThat(machine.next(new Running(number), failed)).isEqualTo(givenUp(number));
            assertThat(machine.next(new Running(number), new AttemptEnd.Stopped(number)))
                    .isEqualTo(new Stopped(number));
            for (TrialStatus other : List.of(new Waiting(number), new Stopped(number), givenUp(number))) {
                assertThat(machine.next(other, failed)).isEqualTo(other);
                assertThat(machine.next(other, new AttemptEnd.Stopped(number))).isEqualTo(other);
            }
        }
    }

    @Test
    void which_verdicts_are_repaired() {
        Set<Verdict> repaired = new HashSet<>(OF_ANSWERS);
        repaired.removeIf(verdict ->
                !machine.next(new Running(1), new AttemptEnd.Judged(1, verdict)).equals(new Waiting(2)));

        assertThat(repaired)
                .containsExactlyInAnyOrder(
                        Verdict.WRONG_ANSWER,
                        Verdict.RUNTIME_ERROR,
                        Verdict.COMPILE_ERROR,
                        Verdict.TIME_LIMIT,
                        Verdict.MEMORY_LIMIT,
                        Verdict.OUTPUT_LIMIT,
                        Verdict.EXTRACTION_FAILED,
                        Verdict.TRUNCATED);
    }

    @Property
    void one_iteration_is_zero_shot(@ForAll("ends") AttemptEnd end) {
        TrialStatus after = new TrialMachine(1, true).next(new Running(1), end);

        assertThat(after.attempt()).isEqualTo(1);
        assertThat(after).isNotInstanceOf(Waiting.class);
    }

    @Property
    void an_end_of_any_other_attempt_changes_nothing(
            @ForAll("statuses") TrialStatus status, @ForAll("ends") AttemptEnd end) {
        if (end.attempt() != status.attempt()) {
            assertThat(machine.next(status, end)).isEqualTo(status);
        }
    }

    @Property
    void the_same_end_twice_is_the_same_as_once(
            @ForAll("statuses") TrialStatus status, @ForAll("ends") AttemptEnd end) {
        TrialStatus once = machine.next(status, end);

        assertThat(machine.next(once, end)).isEqualTo(once);
    }

    @Property
    void the_attempt_number_never_falls_and_is_bounded(@ForAll("manyEnds") List<AttemptEnd> ends) {
        TrialStatus status = new Running(1);
        for (AttemptEnd end : ends) {
            TrialStatus next = machine.next(status, end);
            assertThat(next.attempt()).isBetween(status.attempt(), Math.min(status.attempt() + 1, MAX));
            status = next;
        }
    }

    /**
     * What each attempt comes to is set; the ends of all attempts made come as often as the seed says and in any order,
     * those of earlier attempts in the middle of later ones, and none is lost for good. The trial ends with the first
     * verdict that is not repaired, after so many attempts, whatever the order.
     */
    @Property(tries = 3000)
    void whatever_the_order_and_however_often_a_trial_ends_the_same(
            @ForAll("fates") List<Fate> fates,
            @ForAll @IntRange(min = 1, max = 6) int maxIterations,
            @ForAll long seed) {
        Random random = new Random(seed);
        TrialMachine machine = new TrialMachine(maxIterations, true);
        Map<Integer, List<AttemptEnd>> made = new HashMap<>();
        List<AttemptEnd> underway = new ArrayList<>();
        TrialStatus status = new Waiting(1);
        while (status instanceof Waiting || !underway.isEmpty()) {
            if (status instanceof Waiting(int number)) {
                status = new Running(number);
                made.put(number, ends(number, fates.get(number - 1)));
                underway.addAll(made.get(number));
            }
            Collections.shuffle(underway, random);
            AttemptEnd end = underway.removeLast();
            if (random.nextInt(3) == 0) {
                underway.add(end);
            }
            status = machine.next(status, end);
        }
        int last = 1;
        while (fates.get(last - 1).verdict().canBeRepaired() && last < maxIterations) {
            last++;
        }
        assertThat(status).isEqualTo(new Finished(last, fates.get(last - 1).verdict()));
        assertThat(made.keySet()).hasSize(last);
    }

    private static List<AttemptEnd> ends(int number, Fate fate) {
        AttemptEnd judged = new AttemptEnd.Judged(number, fate.verdict());
        return fate.failsFirst() ? List.of(new AttemptEnd.Failed(number), judged) : List.of(judged);
    }

    private static TrialStatus givenUp(int number) {
        return new Finished(number, Verdict.INFRASTRUCTURE_ERROR);
    }

    @Provide
    Arbitrary<List<Fate>> fates() {
        Arbitrary<Verdict> verdicts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(Verdict.WRONG_ANSWER)),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(OF_ANSWERS)));
        return Combinators.combine(Arbitraries.of(true, false), verdicts)
                .as(Fate::new)
                .list()
                .ofSize(6);
    }

    @Provide
    Arbitrary<AttemptEnd> ends() {
        return Arbitraries.integers()
                .between(1, MAX)
                .flatMap(number -> Arbitraries.oneOf(
                        Arbitraries.of(OF_ANSWERS).map(verdict -> new AttemptEnd.Judged(number, verdict)),
                        Arbitraries.of(new AttemptEnd.Failed(number), new AttemptEnd.Stopped(number))));
    }

    @Provide
    Arbitrary<List<AttemptEnd>> manyEnds() {
        return ends().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<TrialStatus> statuses() {
        return Arbitraries.integers()
                .between(1, MAX)
                .flatMap(number -> Arbitraries.oneOf(
                        Arbitraries.of(new Waiting(number), new Running(number), new Stopped(number)),
                        Arbitraries.of(Verdict.values()).map(verdict -> new Finished(number, verdict))));
    }
}

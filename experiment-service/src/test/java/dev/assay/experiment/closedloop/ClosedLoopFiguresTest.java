package dev.assay.experiment.closedloop;

import static dev.assay.contracts.task.program.ProgramOutcome.FAILED;
import static dev.assay.contracts.task.program.ProgramOutcome.PARTIAL;
import static dev.assay.contracts.task.program.ProgramOutcome.WORKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.contracts.task.program.ProgramOutcome;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClosedLoopFiguresTest {

    private static final int FIVE = 5;

    /** One model and one language, published 2026-08-03: simple-function … workflow-rollback. */
    private static final List<TrialFigures> PUBLISHED = List.of(
            published(281, 33953, Optional.empty(), 5),
            published(319, 26046, Optional.of(5), 5),
            published(90, 7902, Optional.of(1), 1),
            published(259, 50110, Optional.empty(), 5),
            published(165, 13543, Optional.of(2), 2));

    @Test
    void the_published_rows_give_three_successes_of_five() {
        Economics economics = Economics.of(PUBLISHED);

        assertThat(economics).isEqualTo(new Economics(5, 3, 1_114, 131_554));
        assertThat(economics.successRate()).hasValue(0.6);
        assertThat(economics.tokensPerSuccess().orElseThrow()).isCloseTo(44_222.667, within(0.001));
        assertThat(PUBLISHED)
                .extracting(trial -> trial.successRate().orElseThrow())
                .containsExactly(0.0, 1.0, 1.0, 0.0, 1.0);
    }

    @Test
    void the_published_rows_give_success_by_attempt() {
        SuccessCurve curve = SuccessCurve.of(PUBLISHED, FIVE);

        assertThat(curve).isEqualTo(new SuccessCurve(5, 0, List.of(1, 2, 2, 2, 3)));
        assertThat(curve.shares()).containsExactly(0.2, 0.4, 0.4, 0.4, 0.6);
        assertThat(curve.flatFrom()).isEqualTo(5);
    }

    @Test
    void a_trial_has_its_figures_from_its_attempts() {
        TrialFigures trial = TrialFigures.of(List.of(
                attempt(PARTIAL, 50, 1000), broken(7, 900), attempt(FAILED, 60, 1100), attempt(WORKING, 55, 1200)));

        assertThat(trial)
                .isEqualTo(new TrialFigures(
                        165, 3300, List.of(60L, 55L), Optional.of(3), 3, Optional.of(WORKING), Optional.of(WORKING)));
    }

    @Test
    void the_best_outcome_may_be_another_than_the_final_one() {
        TrialFigures trial = TrialFigures.of(List.of(attempt(PARTIAL, 1, 1), attempt(FAILED, 1, 1)));

        assertThat(trial.finalOutcome()).contains(FAILED);
        assertThat(trial.bestOutcome()).contains(PARTIAL);
        assertThat(trial.successRate()).contains(0.0);
    }

    @Test
    void a_trial_without_a_judged_attempt_is_in_no_rate() {
        TrialFigures trial = TrialFigures.of(List.of(broken(3, 100)));

        assertThat(trial)
                .isEqualTo(new TrialFigures(0, 0, List.of(), Optional.empty(), 0, Optional.empty(), Optional.empty()));
        assertThat(trial.successRate()).isEmpty();
        assertThat(Economics.of(List.of(trial)).successRate()).isEmpty();
        assertThat(Economics.of(List.of(trial)).tokensPerSuccess()).isEmpty();
        assertThat(SuccessCurve.of(List.of(trial), FIVE).shares()).isEmpty();
        assertThat(SuccessCurve.of(List.of(trial), FIVE).unjudged()).isEqualTo(1);
    }

    @Test
    void first_attempts_are_reckoned_without_their_repairs() {
        List<List<AttemptFigures>> trials = List.of(
                List.of(attempt(WORKING, 40, 1000)),
                List.of(broken(9, 999), attempt(FAILED, 60, 1000), attempt(WORKING, 50, 1200)),
                List.of(broken(1, 1)));

        assertThat(Economics.ofFirstAttempts(trials)).isEqualTo(new Economics(2, 1, 100, 2000));
        assertThat(Economics.of(trials.stream().map(TrialFigures::of).toList()))
                .isEqualTo(new Economics(2, 2, 150, 3200));
    }

    @Test
    void the_curve_is_flat_from_its_last_rise() {
        assertThat(new SuccessCurve(4, 0, List.of(1, 3, 3, 3)).flatFrom()).isEqualTo(2);
        assertThat(new SuccessCurve(4, 0, List.of(0, 0, 0)).flatFrom()).isEqualTo(1);
    }

    @Property
    void the_curve_never_falls_and_ends_at_all_successes(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 5) Integer> successes) {
        List<TrialFigures> trials = successes.stream()
                .map(at -> published(1, 1, at == 0 ? Optional.<Integer>empty() : Optional.of(at), at == 0 ? 5 : at))
                .toList();

        SuccessCurve curve = SuccessCurve.of(trials, FIVE);

        assertThat(curve.succeeded()).isSorted().hasSize(5);
        assertThat(curve.succeeded().getLast()).isEqualTo(Economics.of(trials).succeeded());
    }

    private static TrialFigures published(long generation, long input, Optional<Integer> success, int attempts) {
        Optional<ProgramOutcome> outcome = Optional.of(success.isPresent() ? WORKING : FAILED);
        return new TrialFigures(generation, input, List.of(), success, attempts, outcome, outcome);
    }

    private static AttemptFigures attempt(ProgramOutcome outcome, long generation, long input) {
        return new AttemptFigures(Optional.of(outcome), generation, input);
    }

    private static AttemptFigures broken(long generation, long input) {
        return new AttemptFigures(Optional.empty(), generation, input);
    }
}

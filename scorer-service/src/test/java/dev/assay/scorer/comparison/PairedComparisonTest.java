package dev.assay.scorer.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Difference;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.comparison.ComparisonPlan.Unjudged;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    @Test
    void one_sample_a_problem_is_mcnemars_and_wilsons() {
        // stats.binomtest(1, 10).pvalue = 0.021484375
        Comparison comparison = compare("1110000000000111", "1101111111110111");

        Difference difference = comparison.differences().getFirst();
        assertThat(difference.test()).isEqualTo("mcnemar_exact");
        assertThat(difference.pValue()).isCloseTo(0.021484375, within(1e-9));
        assertThat(difference.gained()).hasSize(9).contains("p03", "p11");
        assertThat(difference.lost()).containsExactly("p02");
        assertThat(difference.difference()).isEqualTo(8.0 / 16);
        assertThat(difference.verdict()).isEqualTo("b is better by 50.0 points (p = 0.0215)");
        assertThat(comparison.sides().getFirst().rate().orElseThrow().method()).isEqualTo("wilson");
    }

    @Test
    void what_is_not_significant_is_no_evidence_of_a_difference() {
        Difference difference =
                compare("1100110011", "1100110001").differences().getFirst();

        assertThat(difference.significant()).isFalse();
        assertThat(difference.verdict()).startsWith("no evidence of a difference (p = 1.00); resolving");
        assertThat(difference.neededProblems()).isPresent();
        assertThat(difference.low()).isNegative();
        assertThat(difference.high()).isPositive();
    }

    @Test
    void several_differences_are_one_family() {
        List<Difference> differences = compare("1110000000000111", "1101111111110111", "1110000000000111")
                .differences();

        assertThat(differences).hasSize(2);
        assertThat(differences.getFirst().adjustedPValue()).isCloseTo(2 * 0.021484375, within(1e-9));
        assertThat(differences.getFirst().significant()).isTrue();
    }

    @Test
    void several_samples_a_problem_are_compared_by_problem() {
        List<Outcome> first = List.of(outcome("p1", true), outcome("p1", false), outcome("p2", false));
        List<Outcome> second = List.of(outcome("p1", true), outcome("p2", true), outcome("p2", false));

        Comparison comparison = PairedComparison.of(List.of(side("a", first), side("b", second)));

        assertThat(comparison.differences().getFirst().test()).isEqualTo("paired_t");
        assertThat(comparison.differences().getFirst().difference()).isEqualTo(0.5);
        assertThat(comparison.sides().getFirst().rate().orElseThrow().value()).isEqualTo(0.25);
        assertThat(comparison.sides().getFirst().rate().orElseThrow().method()).isEqualTo("bootstrap");
        assertThat(comparison.sides().getFirst().standardError()).isPresent();
    }

    @Test
    void an_answer_used_again_is_not_a_second_sample() {
        Outcome original = outcome("p1", true);
        Outcome again = new Outcome(
                UUID.randomUUID(), "p1", original.answerId(), Verdict.PASSED, 1, Optional.empty(), Optional.empty());

        Comparison.Side figures = side("a", List.of(original, again)).figures();

        assertThat(figures.samples()).isEqualTo(1);
        assertThat(figures.repeatedAnswers()).isEqualTo(1);
        Difference difference = PairedComparison.of(List.of(side("a", List.of(original)), side("b", List.of(again))))
                .differences()
                .getFirst();
        assertThat(difference.sharedProblems()).isEqualTo(1);
        assertThat(difference.verdict()).contains("the same answers");
    }

    @Test
    void what_says_nothing_about_the_model_is_left_out_and_counted() {
        Outcome late = outcome("p2", true);
        ComparisonPlan.Side plan = new ComparisonPlan.Side(
                "a",
                "run",
                "experiment",
                List.of(
                        new Unjudged(late.trialId(), "p2", "running"),
                        new Unjudged(UUID.randomUUID(), "p3", "infrastructure_error")));

        Comparison.Side figures = new SideOutcomes(plan, List.of(outcome("p1", true), late)).figures();

        assertThat(figures.problems()).isEqualTo(1);
        assertThat(figures.excluded()).containsEntry("running", 1L).containsEntry("infrastructure_error", 1L);
        assertThat(figures.costPerSuccessUsd())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.01"));
        assertThat(figures.meanGenerationMs()).contains(100L);
    }

    @Test
    void sides_without_a_common_problem_say_nothing() {
        Difference difference = PairedComparison.of(
                        List.of(side("a", List.of(outcome("p1", true))), side("b", List.of(outcome("p2", true)))))
                .differences()
                .getFirst();

        assertThat(difference.problems()).isZero();
        assertThat(difference.significant()).isFalse();
        assertThat(difference.verdict()).contains("nothing can be said");
    }

    /** Sides a, b, c …, each given as its verdicts by problem: 1 passed. */
    private static Comparison compare(String... verdicts) {
        List<SideOutcomes> sides = new ArrayList<>();
        for (String side : Arrays.asList(verdicts)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int at = 0; at < side.length(); at++) {
                outcomes.add(outcome("p%02d".formatted(at), side.charAt(at) == '1'));
            }
            sides.add(side(Character.toString('a' + sides.size()), outcomes));
        }
        return PairedComparison.of(sides);
    }

    private static SideOutcomes side(String name, List<Outcome> outcomes) {
        return new SideOutcomes(new ComparisonPlan.Side(name, "run", "experiment", List.of()), outcomes);
    }

    private static Outcome outcome(String problem, boolean passed) {
        return new Outcome(
                UUID.randomUUID(),
                problem,
                UUID.randomUUID(),
                passed ? Verdict.PASSED : Verdict.WRONG_ANSWER,
                passed ? 1 : 0,
                Optional.of(new BigDecimal("0.01")),
                Optional.of(100L));
    }
}

package dev.assay.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.estimate.ExperimentCalls;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannedCallsTest {

    private final PlannedCalls calls = new PlannedCalls(List.of(calls(3), calls(0), calls(4)), true);

    @Test
    void a_part_holds_the_first_problems_over_the_experiments() {
        assertThat(sizes(calls.first(2))).containsExactly(2);
        assertThat(sizes(calls.first(3))).containsExactly(3);
        assertThat(sizes(calls.first(5))).containsExactly(3, 2);
        assertThat(calls.first(5).experiments().getLast().problems())
                .isEqualTo(calls.experiments().getLast().problems().subList(0, 2));
        assertThat(calls.first(5).reuseAnswers()).isTrue();
    }

    @Test
    void a_part_that_is_large_enough_is_the_whole() {
        assertThat(sizes(calls.first(100))).containsExactly(3, 4);
        assertThat(calls.first(100).problems()).isEqualTo(calls.problems()).isEqualTo(7);
    }

    private static List<Integer> sizes(PlannedCalls calls) {
        return calls.experiments().stream().map(one -> one.problems().size()).toList();
    }

    /** Whose they are does not matter here. */
    private static ExperimentCalls calls(int problems) {
        return new ExperimentCalls(
                null,
                IntStream.range(0, problems)
                        .mapToObj(at -> new ProblemRef("set", "1", "p" + at, "function-completion", "public", "oracle"))
                        .toList());
    }
}

package dev.assay.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.summary.BenchmarkSummary.Difference;
import dev.assay.contracts.summary.BenchmarkSummary.SummaryStats;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void both_sides_and_what_repair_changes_are_shown_rounded() {
        SummaryStats zeroShot = stats(100.0 / 3, "0.0004", 1);
        SummaryStats iterative = stats(200.0 / 3, "0.00113", 10.0 / 3);

        List<String> lines = SideBySide.table(zeroShot, iterative, Difference.of(zeroShot, iterative))
                .lines(80);

        assertThat(lines.getFirst().split(" {2,}"))
                .containsExactly("Mode", "Success Rate", "Avg Cost", "Avg Iterations");
        assertThat(lines.get(lines.size() - 3)).contains("Zero-shot", "33.3 %", "$0.0004", "1.0");
        assertThat(lines.get(lines.size() - 2)).contains("Iterative", "66.7 %", "$0.0011", "3.3");
        assertThat(lines.getLast()).contains("Improvement", "+33.3 points", "+$0.0007", "+2.3");
    }

    @Test
    void what_is_not_known_is_said_to_be_unknown() {
        SummaryStats nothing = new SummaryStats(
                0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, 0, Map.of());

        assertThat(SideBySide.table(nothing, nothing, Difference.of(nothing, nothing))
                        .lines(80)
                        .getLast())
                .matches("Improvement +unknown +unknown +unknown *");
    }

    private static SummaryStats stats(double rate, String cost, double iterations) {
        return new SummaryStats(
                3,
                1,
                Optional.of(rate),
                Optional.empty(),
                Optional.of(new BigDecimal(cost)),
                Optional.of(iterations),
                0,
                0,
                0,
                0,
                Map.of());
    }
}

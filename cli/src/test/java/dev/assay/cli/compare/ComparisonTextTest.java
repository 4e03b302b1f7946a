package dev.assay.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Side;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {

    private static final String RUN = "bench_391e677a_20261127_204028";

    @Test
    void experiments_of_one_run_are_told_apart() {
        List<String> lines = lines(side(RUN, "closed-loop-377b8abc"), side(RUN, "closed-loop-29d72854"));

        assertThat(lines.getFirst()).isEqualTo("experiments of run " + RUN);
        assertThat(lines.get(2)).startsWith("closed-loop-377b8abc ");
        assertThat(lines.get(3)).startsWith("closed-loop-29d72854 ");
    }

    @Test
    void sides_of_several_runs_keep_their_names() {
        List<String> lines = lines(side("bench_1", "a"), side("bench_2", "a"));

        assertThat(lines.get(1)).startsWith("bench_1/a ");
        assertThat(lines.get(2)).startsWith("bench_2/a ");
    }

    private static List<String> lines(Side... sides) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new ComparisonText(new Terminal(writer, writer, false)).print(new Comparison(List.of(sides), List.of()));
        return out.toString().lines().toList();
    }

    private static Side side(String runId, String experimentId) {
        return new Side(
                runId + "/" + experimentId,
                runId,
                experimentId,
                2,
                2,
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}

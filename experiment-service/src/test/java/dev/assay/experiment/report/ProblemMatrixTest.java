package dev.assay.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.report.Report.Cell;
import dev.assay.experiment.report.Report.ProblemRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProblemMatrixTest {

    private final ProblemMatrix matrix = new ProblemMatrix(List.of("one", "two"));

    private void add(String problemId, int column, Verdict verdict, String cost) {
        matrix.add(
                new Trial(
                        UUID.randomUUID(),
                        "run",
                        "experiment",
                        problemId,
                        1,
                        TrialState.FINISHED,
                        1,
                        Optional.of(verdict),
                        Optional.empty(),
                        Optional.empty(),
                        Usage.NONE,
                        new Cost(Optional.of(new BigDecimal(cost)), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false),
                column);
    }

    @Test
    void the_hardest_problem_comes_first_and_what_was_not_judged_is_neither_hard_nor_easy() {
        add("easy", 0, Verdict.PASSED, "0");
        add("easy", 1, Verdict.PASSED, "0");
        add("hard", 0, Verdict.WRONG_ANSWER, "0.5");
        add("hard", 1, Verdict.TIME_LIMIT, "0.25");
        add("mixed", 0, Verdict.PASSED, "0.1");
        add("mixed", 0, Verdict.COMPILE_ERROR, "0.1");
        add("lost", 0, Verdict.INFRASTRUCTURE_ERROR, "0");

        Report.Problems problems = matrix.problems();

        assertThat(problems.rows()).extracting(ProblemRow::problemId).containsExactly("hard", "mixed", "easy", "lost");
        assertThat(problems.rows().get(1).cells())
                .containsExactly(new Cell("part", "◐ 1/2"), new Cell("none", "not judged"));
        assertThat(problems.rows().getFirst().cells()).containsExactly(new Cell("fail", "✗"), new Cell("fail", "✗"));
        assertThat(problems.left()).isZero();
        assertThat(matrix.expenses())
                .containsExactly(new Report.Expense("hard", "$0.75"), new Report.Expense("mixed", "$0.2"));
    }

    @Test
    void a_long_list_is_cut_and_says_so() {
        for (int at = 0; at < ProblemMatrix.MOST_ROWS + 3; at++) {
            add("P/" + at, 0, Verdict.PASSED, "0");
        }

        assertThat(matrix.problems().rows()).hasSize(ProblemMatrix.MOST_ROWS);
        assertThat(matrix.problems().left()).isEqualTo(3);
    }
}

package dev.assay.experiment.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.task.program.ProgramOutcome;
import dev.assay.statistics.Spread;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClosedLoopReportTest {

    private static final AnswerLanguage.Documentation DOCUMENTATION = new AnswerLanguage.Documentation("abc", 6_800);

    private final ResultCell repaired =
            cell("sum", "python", 1, attempt(1, Verdict.RUNTIME_ERROR, 50, 900), attempt(2, Verdict.PASSED, 40, 1_000));
    private final ResultCell again = cell("sum", "python", 2, attempt(1, Verdict.PASSED, 60, 900));
    private final ResultCell failed = cell(
            "sum", "ilo", 1, attempt(1, Verdict.WRONG_ANSWER, 30, 7_700), attempt(2, Verdict.COMPILE_ERROR, 30, 7_800));
    private final ResultCell broken = cell("sort", "ilo", 1, attempt(1, Verdict.INFRASTRUCTURE_ERROR, 0, 0));

    @Test
    void a_cell_has_the_names_of_the_format_and_says_null_where_there_is_nothing() {
        JsonNode json = AssayJson.events().valueToTree(failed);

        assertThat(json.properties().stream().map(java.util.Map.Entry::getKey))
                .contains(
                        "task",
                        "language",
                        "model",
                        "model_id",
                        "generation_tokens",
                        "input_tokens",
                        "repair_tokens_by_turn",
                        "attempts_to_success",
                        "attempts_total",
                        "success_rate",
                        "wall_time_s",
                        "final_outcome",
                        "best_outcome",
                        "cost_usd",
                        "cache_hit_tokens",
                        "cache_miss_tokens",
                        "thinking_tokens",
                        "finish_reasons",
                        "attempt_trace");
        assertThat(json.get("attempts_to_success").isNull()).isTrue();
        assertThat(json.get("thinking_tokens").isNull()).isTrue();
        assertThat(json.get("success_rate").doubleValue()).isZero();
        assertThat(json.get("final_outcome").textValue()).isEqualTo("failed");
        assertThat(json.get("best_outcome").textValue()).isEqualTo("partial");
        assertThat(json.get("wall_time_s").doubleValue()).isEqualTo(3.0);
    }

    @Test
    void the_envelope_has_the_names_of_the_format() {
        JsonNode json = AssayJson.events().valueToTree(report());

        assertThat(json.get("ticket").isNull()).isTrue();
        assertThat(json.get("harness").textValue()).isEqualTo("assay");
        assertThat(json.get("generated").isTextual()).isTrue();
        assertThat(json.get("results").size()).isEqualTo(4);
    }

    @Test
    void a_trial_that_infrastructure_failed_has_no_outcome_and_no_rate() {
        assertThat(broken.successRate()).isEmpty();
        assertThat(broken.finalOutcome()).isEmpty();
        assertThat(broken.attemptsTotal()).isZero();
    }

    @Test
    void first_attempts_are_beside_whole_trials() {
        ColumnSummary python = ColumnSummary.of(List.of(repaired, again), Optional.empty(), 5);

        assertThat(python.firstAttempt())
                .isEqualTo(new ColumnSummary.Expense(1, Optional.of(0.5), 110, 1_800, Optional.of(1_910.0)));
        assertThat(python.wholeTrials())
                .isEqualTo(new ColumnSummary.Expense(2, Optional.of(1.0), 150, 2_800, Optional.of(1_475.0)));
        assertThat(python.succeededWithin()).containsExactly(1, 2, 2, 2, 2);
        assertThat(python.flatFrom()).isEqualTo(2);
    }

    @Test
    void repeats_have_a_median_and_a_deviation() {
        ColumnSummary python = ColumnSummary.of(List.of(repaired, again), Optional.empty(), 5);

        assertThat(python.repeats()).singleElement().satisfies(task -> {
            assertThat(task.task()).isEqualTo("sum");
            assertThat(task.succeeded()).isEqualTo(2);
            assertThat(task.generationTokens()).isEqualTo(Spread.of(90, 60));
            assertThat(task.attemptsTotal().median()).isEqualTo(1.5);
        });
        assertThat(ColumnSummary.of(List.of(failed, broken), Optional.empty(), 5)
                        .repeats())
                .isEmpty();
    }

    @Test
    void the_page_has_a_row_a_task_and_columns_for_each_language() {
        ClosedLoopPage page = ClosedLoopPage.of(report());

        assertThat(page.facts())
                .contains(
                        "2/4 runs succeeded",
                        "retry cap: 5 attempts in all",
                        "documentation of ilo: 6800 tokens, SHA-256 abc",
                        "documentation of python: none");
        ClosedLoopPage.Section results = page.sections().getFirst();
        assertThat(results.rows())
                .containsExactly(
                        List.of(
                                "sum",
                                "75",
                                "1400",
                                "1.5",
                                "2.3 s",
                                "2/2 working",
                                "60",
                                "15500",
                                "2",
                                "3.0 s",
                                "failed"),
                        List.of("sort", "", "", "", "", "", "0", "0", "0", "1.5 s", "not judged"));
        assertThat(page.sections()).extracting(ClosedLoopPage.Section::title).contains("Success by attempt", "Repeats");
        assertThat(page.sections())
                .allSatisfy(section -> assertThat(section.rows())
                        .allSatisfy(row -> assertThat(row).hasSameSizeAs(section.columns())));
    }

    private ClosedLoopReport report() {
        List<ResultCell> cells = List.of(repaired, again, failed, broken);
        return new ClosedLoopReport(
                Instant.EPOCH,
                "assay",
                Optional.empty(),
                "bench_1",
                5,
                2,
                cells,
                List.of(
                        ColumnSummary.of(List.of(repaired, again), Optional.empty(), 5),
                        ColumnSummary.of(List.of(failed, broken), Optional.of(DOCUMENTATION), 5)));
    }

    private static ResultCell cell(String task, String language, int repeat, AttemptTrace... attempts) {
        return ResultCell.of(
                new ResultCell.Subject(task, language, "haiku", "claude-haiku-4-5", repeat),
                Stream.of(attempts).toList(),
                Optional.of(new BigDecimal("0.001")));
    }

    private static AttemptTrace attempt(int number, Verdict verdict, long generation, long input) {
        return new AttemptTrace(
                number,
                Optional.of(verdict),
                Optional.of("reason"),
                ProgramOutcome.of(verdict),
                Optional.of("print(1)"),
                "1\n",
                "",
                Optional.of(0),
                input,
                generation,
                0,
                Optional.empty(),
                Optional.of("stop"),
                0,
                1_500);
    }
}

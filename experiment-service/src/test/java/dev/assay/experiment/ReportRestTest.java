package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportRestTest extends ServiceTest {

    private static final String HOSTILE = "<script>alert(1)</script>";

    private static Comparison compare(ComparisonPlan plan) {
        return new Comparison(
                plan.sides().stream().map(ReportRestTest::side).toList(),
                plan.sides().stream()
                        .skip(1)
                        .map(side -> new Comparison.Difference(
                                plan.sides().getFirst().name(),
                                side.name(),
                                2,
                                0,
                                0,
                                -0.5,
                                -0.9,
                                0.2,
                                "mcnemar_exact",
                                1,
                                1,
                                1,
                                false,
                                List.of(),
                                List.of("P/1"),
                                0,
                                Optional.empty(),
                                "no evidence of a difference (p = 1)"))
                        .toList());
    }

    private static Comparison.Side side(ComparisonPlan.Side side) {
        return new Comparison.Side(
                side.name(),
                side.runId(),
                side.experimentId(),
                2,
                2,
                0,
                Optional.of(new Comparison.Rate(0.5, 0.095, 0.905, "wilson")),
                Optional.empty(),
                Map.of("infrastructure_error", 1L),
                Optional.of(new BigDecimal("0.001")),
                Optional.of(new BigDecimal("0.001")),
                0,
                Optional.of(812L));
    }

    @Test
    void a_comparison_is_one_page_that_loads_nothing_and_runs_nothing() {
        neighbours.comparison(ReportRestTest::compare);
        Run first = Api.await(
                Api.run(
                        "{\"name\": \"" + HOSTILE + "\", \"experiment_ids\": [\"" + Api.experiment("d2", 1) + "\"]}",
                        201),
                RunState.FINISHED);
        pipeline.worker(request -> {
            pipeline.generated(request);
            pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
        });
        Run second = Api.await(Api.run(Api.experiment("d2", 1)), RunState.FINISHED);

        String page = get("/runs/" + first.runId() + "/report?compare=" + second.runId())
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();

        assertThat(page)
                .contains("no evidence of a difference (p = 1)")
                .contains("50.0 %")
                .contains("9.5 % to 90.5 % (wilson)")
                .contains("1 infrastructure_error")
                .contains("812 ms")
                .contains("P/1")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "src=", "<link", "@import", "url(", "http://", "https://");
    }

    @Test
    void the_report_of_a_run_is_also_an_export_and_runs_of_other_problems_are_refused() {
        neighbours.comparison(ReportRestTest::compare);
        Run run = Api.await(Api.run(Api.experiment("d2", 1)), RunState.FINISHED);
        Run elsewhere = Api.run(Api.experiment("d3", 1));

        String page = get("/runs/" + run.runId() + "/report").extract().asString();

        assertThat(page).contains("<title>Assay report: " + run.runId()).doesNotContain("id=\"differences\"");
        assertThat(get("/runs/" + run.runId() + "/export?format=html")
                        .statusCode(200)
                        .extract()
                        .asString())
                .startsWith("<!DOCTYPE html>");
        get("/runs/" + run.runId() + "/report?compare=" + elsewhere.runId()).statusCode(422);
        get("/runs/" + run.runId() + "/report?compare=nobody").statusCode(404);
    }
}

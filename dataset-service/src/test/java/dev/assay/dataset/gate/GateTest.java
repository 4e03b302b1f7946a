package dev.assay.dataset.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateReport.Surprise;
import dev.assay.contracts.dataset.GateReport.Tally;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.dataset.Api;
import dev.assay.dataset.OwnFormat;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class GateTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int CANDIDATES = 4;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Jdbi jdbi;

    /** Other tests import too and answer nothing; their checks would fill the window. */
    @BeforeEach
    void empty_the_window() {
        jdbi.useHandle(handle -> handle.execute("update gate_check set settled_at = now() where settled_at is null"));
    }

    @Test
    void content_whose_candidates_all_give_what_they_must_is_verified() {
        try (Executors executors = imported("sound", 2)) {
            List<CheckRequested> checks = executors.take(2 * CANDIDATES);
            assertThat(Api.dataset("sound").gate()).isEqualTo(GateState.CHECKING);
            checks.forEach(check -> executors.answer(check, Outcomes.expected(check)));

            GateReport report = concluded("sound");

            assertThat(report.state()).isEqualTo(GateState.VERIFIED);
            assertThat(report.surprises()).isEmpty();
            assertThat(report.candidates())
                    .isEqualTo(Map.of(
                            "reference", new Tally(2, 2, 2),
                            "empty", new Tally(2, 2, 0),
                            "pass", new Tally(2, 2, 0),
                            "bad", new Tally(2, 2, 0)));
            assertThat(report.checked()).isEqualTo(report.total()).isEqualTo(8);
        }
    }

    @Test
    void a_check_says_what_to_run() {
        try (Executors executors = imported("told", 1)) {
            Map<String, CheckRequested> checks = executors.take(CANDIDATES).stream()
                    .collect(Collectors.toMap(CheckRequested::candidate, Function.identity()));

            CheckRequested bad = checks.get("bad:square");
            assertThat(bad.form()).isEqualTo(AnswerForm.COMPLETION);
            assertThat(bad.answer()).isEqualTo("    return n * n / 2\n");
            assertThat(bad.problem().problemId()).isEqualTo("told/0");
            assertThat(bad.problem().datasetId()).isEqualTo("told");
            assertThat(Api.as("executor")
                            .get("/internal/oracles/{hash}", bad.problem().oracleHash())
                            .statusCode())
                    .isEqualTo(200);
            answerAll(executors, checks.values());
        }
    }

    @Test
    void the_reference_measures_the_problem() {
        try (Executors executors = imported("measured", 1)) {
            List<CheckRequested> checks = executors.take(CANDIDATES);
            String oracle = "/internal/oracles/" + checks.getFirst().problem().oracleHash();
            assertThat(Api.as("executor").get(oracle).jsonPath().getMap("$")).doesNotContainKey("reference_cpu_ms");

            answerAll(executors, checks);
            concluded("measured");

            assertThat(Api.as("executor").get(oracle).jsonPath().getLong("reference_cpu_ms"))
                    .isEqualTo(Outcomes.CPU_MS);
        }
    }

    @Test
    void every_candidate_that_gives_something_else_is_listed() {
        try (Executors executors = imported("unsound", 3)) {
            for (CheckRequested check : executors.take(3 * CANDIDATES)) {
                executors.answer(check, unsound(check));
            }

            GateReport report = concluded("unsound");

            assertThat(report.state()).isEqualTo(GateState.UNVERIFIED);
            assertThat(report.surprises())
                    .extracting(
                            Surprise::problemId,
                            Surprise::candidate,
                            surprise -> surprise.verdict().orElseThrow())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("unsound/0", "pass", Verdict.PASSED),
                            org.assertj.core.groups.Tuple.tuple("unsound/0", "reference", Verdict.WRONG_ANSWER),
                            org.assertj.core.groups.Tuple.tuple("unsound/1", "bad:square", Verdict.PASSED),
                            org.assertj.core.groups.Tuple.tuple("unsound/2", "bad:square", Verdict.WRONG_ANSWER));
            assertThat(report.surprises().getLast().expected()).isEqualTo("some tests passed, not all");
            assertThat(report.surprises().getLast().detail()).startsWith("0 of 2 tests passed");
        }
    }

    @Test
    void a_problem_without_a_reference_is_listed_and_never_verified() {
        String rows = """
                {"task_id": "G/0", "language": "go", "prompt": "func f() {", "entry_point": "f", "test": "func main() {}"}
                """;
        assertThat(Api.upload("unproven", rows).statusCode()).isEqualTo(201);
        try (Executors executors =
                new Executors(bootstrapServers, Api.dataset("unproven").version())) {
            answerAll(executors, executors.take(1));

            GateReport report = concluded("unproven");

            assertThat(report.state()).isEqualTo(GateState.UNVERIFIED);
            assertThat(report.candidates())
                    .isEqualTo(Map.of("reference", new Tally(1, 1, 0), "empty", new Tally(1, 1, 0)));
            assertThat(report.surprises()).singleElement().satisfies(surprise -> {
                assertThat(surprise.candidate()).isEqualTo("reference");
                assertThat(surprise.verdict()).isEmpty();
                assertThat(surprise.detail()).isEqualTo("the data set gives no reference solution");
            });
        }
    }

    /** The reference fails, `pass` passes; the known-bad ones pass all, and none. */
    private static ExecutionOutcome unsound(CheckRequested check) {
        return switch (check.problem().problemId() + " " + check.candidate()) {
            case "unsound/0 reference" -> Outcomes.partly();
            case "unsound/0 pass", "unsound/1 bad:square" -> Outcomes.passed();
            case "unsound/2 bad:square" -> Outcomes.nothingPassed();
            default -> Outcomes.expected(check);
        };
    }

    @Test
    void results_that_come_twice_late_and_in_any_order_change_nothing() {
        try (Executors executors = imported("shuffled", 3)) {
            List<CheckRequested> deliveries = new ArrayList<>();
            List<CheckRequested> checks = executors.take(3 * CANDIDATES);
            for (int times = 0; times < 3; times++) {
                deliveries.addAll(checks);
            }
            Collections.shuffle(deliveries, new Random(7));
            deliveries.forEach(check -> executors.answer(check, Outcomes.expected(check)));
            GateReport report = concluded("shuffled");
            checks.forEach(check -> executors.answer(check, Outcomes.nothingPassed()));
            throughAnotherGate("after-shuffled");

            assertThat(Api.gate("shuffled")).isEqualTo(report);
            assertThat(report.state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void a_check_that_could_not_be_run_is_sent_again() {
        try (Executors executors = imported("flaky", 1)) {
            List<CheckRequested> checks = executors.take(CANDIDATES);
            checks.forEach(check -> executors.answer(check, Outcomes.noSandbox(true)));

            answerAll(executors, executors.take(CANDIDATES));

            assertThat(concluded("flaky").state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void a_check_that_can_never_be_run_is_a_surprise_and_not_the_data_sets_fault() {
        try (Executors executors = imported("hopeless", 1)) {
            for (int times = 0; times < 3; times++) {
                executors.take(CANDIDATES).forEach(check -> executors.answer(check, Outcomes.noSandbox(true)));
            }

            GateReport report = concluded("hopeless");

            assertThat(report.state()).isEqualTo(GateState.UNVERIFIED);
            assertThat(report.surprises())
                    .hasSize(CANDIDATES)
                    .allSatisfy(surprise -> assertThat(surprise.verdict()).contains(Verdict.INFRASTRUCTURE_ERROR));
        }
    }

    @Test
    void importing_again_gives_checks_that_could_not_be_run_another_chance() {
        try (Executors executors = imported("second-chance", 1)) {
            executors.take(CANDIDATES).forEach(check -> executors.answer(check, Outcomes.noSandbox(false)));
            assertThat(concluded("second-chance").state()).isEqualTo(GateState.UNVERIFIED);

            assertThat(Api.upload("second-chance", OwnFormat.file("second-chance", 1))
                            .statusCode())
                    .isEqualTo(200);
            answerAll(executors, executors.take(CANDIDATES));

            assertThat(concluded("second-chance").state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void a_check_without_an_answer_for_too_long_is_sent_again() {
        try (Executors executors = imported("stuck", 1)) {
            List<CheckRequested> lost = executors.take(CANDIDATES);
            await().atMost(LONGEST).until(() -> published(lost) == CANDIDATES);
            jdbi.useHandle(handle -> handle.createUpdate(
                            "update gate_check set published_at = now() - interval '1 hour' where check_id = any(:ids)")
                    .bindArray("ids", UUID.class, ids(lost))
                    .execute());

            answerAll(executors, executors.take(CANDIDATES));

            assertThat(concluded("stuck").state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void a_check_that_a_killed_replica_had_leased_is_sent_by_another() {
        try (Executors executors = imported("orphaned", 1)) {
            List<CheckRequested> sent = executors.take(CANDIDATES);
            await().atMost(LONGEST).until(() -> published(sent) == CANDIDATES);
            jdbi.useHandle(handle -> handle.createUpdate("""
                            update gate_check set published_at = null, leased_until = now() - interval '1 second'
                            where check_id = any(:ids)
                            """)
                    .bindArray("ids", UUID.class, ids(sent))
                    .execute());

            answerAll(executors, executors.take(CANDIDATES));

            assertThat(concluded("orphaned").state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void no_more_checks_are_out_than_the_window_holds() {
        int problems = 60;
        try (Executors executors = imported("large", problems)) {
            await().atMost(LONGEST).until(() -> inFlight() == 200);
            int taken = 0;
            while (taken < problems * CANDIDATES) {
                List<CheckRequested> some = executors.take(1);
                assertThat(inFlight()).isLessThanOrEqualTo(200);
                answerAll(executors, some);
                taken += some.size();
            }

            assertThat(concluded("large").state()).isEqualTo(GateState.VERIFIED);
        }
    }

    @Test
    void the_same_content_under_another_name_is_proven_already() {
        try (Executors executors = imported("original", 1)) {
            answerAll(executors, executors.take(CANDIDATES));
            concluded("original");

            assertThat(Api.upload("copy", OwnFormat.file("original", 1)).statusCode())
                    .isEqualTo(201);

            assertThat(Api.dataset("copy").version())
                    .isEqualTo(Api.dataset("original").version());
            assertThat(Api.dataset("copy").gate()).isEqualTo(GateState.VERIFIED);
        }
    }

    private Executors imported(String datasetId, int problems) {
        assertThat(Api.upload(datasetId, OwnFormat.file(datasetId, problems)).statusCode())
                .isEqualTo(201);
        return new Executors(bootstrapServers, Api.dataset(datasetId).version());
    }

    private static void answerAll(Executors executors, Iterable<CheckRequested> checks) {
        checks.forEach(check -> executors.answer(check, Outcomes.expected(check)));
    }

    /** When a later import has been proven, every answer that was sent before it has been handled or passed over. */
    private void throughAnotherGate(String datasetId) {
        try (Executors executors = imported(datasetId, 5)) {
            answerAll(executors, executors.take(5 * CANDIDATES));
            concluded(datasetId);
        }
    }

    private static GateReport concluded(String datasetId) {
        await().atMost(LONGEST).until(() -> Api.gate(datasetId).state() != GateState.CHECKING);
        return Api.gate(datasetId);
    }

    private int published(List<CheckRequested> checks) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from gate_check where check_id = any(:ids) and published_at is not null")
                .bindArray("ids", UUID.class, ids(checks))
                .mapTo(Integer.class)
                .one());
    }

    private int inFlight() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select count(*) from gate_check
                        where settled_at is null and (published_at is not null or leased_until is not null)
                        """).mapTo(Integer.class).one());
    }

    private static List<UUID> ids(List<CheckRequested> checks) {
        return checks.stream().map(CheckRequested::checkId).toList();
    }
}

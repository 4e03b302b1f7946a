package dev.assay.experiment.dispatch;

import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.run.Run;
import dev.assay.experiment.ServiceTest;
import dev.assay.experiment.dispatch.Outbox.Route;
import dev.assay.experiment.dispatch.Outbox.Unsent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What several replicas do at once, done by several threads beside the service's own loop. */
@QuarkusTest
class ReplicasTest extends ServiceTest {

    private static final int REPLICAS = 6;

    @Inject
    WindowFill windows;

    @Inject
    Outbox outbox;

    @Test
    void dispatchers_together_never_overshoot_the_window() throws Exception {
        pipeline.worker(request -> {});
        String model = newId();
        Run run = run(experiment("d200", 7, model, ""));
        String key = "http://127.0.0.1:9/v1|" + model;
        together(() -> {
            for (int i = 0; i < 20; i++) {
                windows.fill(key);
                assertThat(inFlight(key)).isLessThanOrEqualTo(14);
            }
            return 0;
        });

        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 14);

        assertThat(inFlight(key)).isEqualTo(14);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
    }

    @Test
    void what_one_has_taken_from_the_outbox_no_other_takes() throws Exception {
        pipeline.worker(request -> {});
        neighbours.accountsAway(true);
        Run run = run(experiment("d200", 1));
        jdbi.useTransaction(handle -> {
            handle.execute("""
                    insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number, state)
                    select gen_random_uuid(), trial_id, run_id, 'none', 1, 1, 'waiting' from trial where run_id = ?""", run.runId());
            handle.execute("update run set account_acknowledged = account_changes where run_id = ?", run.runId());
        });

        List<AttemptRef> taken = together(() -> outbox.take(Route.MODEL)).stream()
                .flatMap(List::stream)
                .map(Unsent::attempt)
                .toList();

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(pipeline.asked(run.runId()).stream().map(GenerateAttempt::attempt))
                .doesNotContainAnyElementsOf(taken);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
    }

    private static <T> List<T> together(Callable<T> work) throws InterruptedException {
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            return replicas
                    .invokeAll(IntStream.range(0, REPLICAS).mapToObj(i -> work).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private int inFlight(String key) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select count(*) from attempt
                        where window_key = :key and state = 'waiting' and released_at is null""").bind("key", key).mapTo(Integer.class).one());
    }
}

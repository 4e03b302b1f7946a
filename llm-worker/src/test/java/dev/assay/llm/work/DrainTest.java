package dev.assay.llm.work;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.frame.drain.Drain;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The end of a worker, in an application of its own: it does not come back from it. */
@WorkerTest
@TestProfile(DrainTest.ShortDeadline.class)
class DrainTest {

    @Inject
    Platform platform;

    @Inject
    Drain drain;

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdownBegins;

    @Inject
    LeaseKeeper keeper;

    @Inject
    Jdbi jdbi;

    /** Long enough for a call that can be finished. */
    public static class ShortDeadline implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("assay.drain.timeout", "5s");
        }
    }

    @Test
    void a_worker_that_goes_finishes_what_it_can_begins_nothing_and_hands_the_rest_back() throws Exception {
        CountDownLatch began = new CountDownLatch(2);
        CountDownLatch finish = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        String finishing = platform.model((_, _) -> {
            began.countDown();
            finish.await();
            return answer("in time", 1, 1);
        });
        String hanging = platform.model((_, _) -> {
            began.countDown();
            never.await();
            return answer("too late", 1, 1);
        });
        String account = platform.account();
        RequestBuilder first = platform.request(account, finishing);
        RequestBuilder second = platform.request(account, hanging);
        platform.broker.send(first.build(), second.build());
        began.await();

        Thread shutdown = Thread.ofVirtual().start(() -> shutdownBegins.fire(new ShutdownDelayInitiatedEvent()));
        await().until(drain::isDraining);
        String unasked = platform.model((_, _) -> answer("new", 1, 1));
        platform.broker.send(platform.request(account, unasked).build());
        finish.countDown();

        assertThat(generation(platform.broker.awaitFirst(first.id())).answer()).isEqualTo("in time");
        shutdown.join();
        keeper.handBack(new ShutdownEvent());
        assertThat(row(second)).containsEntry("state", "queued").containsEntry("lease_id", null);
        assertThat(String.valueOf(row(second).get("retries"))).contains("call_lost");
        assertThat(platform.broker.heard(second.id())).isEmpty();
        assertThat(platform.models.calls(unasked)).isEmpty();
        never.countDown();
    }

    private Map<String, Object> row(RequestBuilder request) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select state, lease_id, retries::text as retries from ledger where attempt_id = ?")
                .bind(0, request.id())
                .mapToMap()
                .one());
    }
}

package dev.assay.llm.work;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@WorkerTest
class HandBackTest {

    @Inject
    Platform platform;

    @Inject
    LeaseKeeper keeper;

    @Test
    void a_call_that_the_drain_did_not_see_the_end_of_is_handed_back_at_once() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        String model = platform.model((number, _) -> {
            began.countDown();
            if (number == 1) {
                go.await();
            }
            return answer("answer " + number, 0, 0);
        });
        String account = platform.account();
        RequestBuilder request =
                platform.request(account, model, "def f(x)").price("0", "1000").maxOutputTokens(100);
        platform.broker.send(request.build());
        await().until(() -> began.getCount() == 0);

        keeper.handBack(new ShutdownEvent());

        Generation generation = generation(platform.broker.awaitFirst(request.id()));
        go.countDown();
        assertThat(generation.answer()).isEqualTo("answer 2");
        assertThat(generation.call().orElseThrow().retries())
                .extracting(CallRetry::cause)
                .containsExactly("call_lost");
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo("0.1");
    }
}

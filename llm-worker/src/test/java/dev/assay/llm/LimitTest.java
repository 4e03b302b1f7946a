package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Generation;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider takes, as its answers tell it. */
@WorkerTest
class LimitTest {

    @Inject
    Platform platform;

    @Test
    void a_quota_that_an_answer_says_is_used_up_delays_the_provider_s_calls_and_no_others() {
        String model = platform.model((number, _) -> number == 1 ? usedUp() : answer("later", 1, 1));
        String elsewhere = platform.model((_, _) -> answer("at once", 1, 1));
        String account = platform.account();
        RequestBuilder first = platform.request(account, model).at(platform.models.otherBaseUrl());
        RequestBuilder second = platform.request(account, model).at(platform.models.otherBaseUrl());
        RequestBuilder other = platform.request(account, elsewhere);

        platform.broker.send(first.build());
        Generation.ModelCall told =
                generation(platform.broker.awaitFirst(first.id())).call().orElseThrow();
        platform.broker.send(second.build(), other.build());

        Instant again = startedAt(second);
        assertThat(again).isAfterOrEqualTo(told.startedAt().plusMillis(3000));
        assertThat(startedAt(other)).isBefore(again);
    }

    private Instant startedAt(RequestBuilder request) {
        return generation(platform.broker.awaitFirst(request.id()))
                .call()
                .orElseThrow()
                .startedAt();
    }

    private static Reply usedUp() {
        Reply reply = answer("first", 1, 1);
        return new Reply(
                reply.status(),
                Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "3s"),
                reply.body());
    }
}

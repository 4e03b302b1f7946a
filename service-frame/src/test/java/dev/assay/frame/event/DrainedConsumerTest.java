package dev.assay.frame.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.json.AssayJson;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.frame.drain.Drain;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A service that is told to go while its database is away. */
@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
@TestProfile(DrainedConsumerTest.OwnGroup.class)
class DrainedConsumerTest {

    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** Its own group; above all, a service of its own to drain. */
    public static class OwnGroup implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.incoming.tested.group.id", "drained");
        }
    }

    @Inject
    Kafka kafka;

    @Inject
    NoteConsumer consumer;

    @Inject
    Drain drain;

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdown;

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_batch_that_the_drain_interrupts_stays_unacknowledged_and_is_no_dead_letter() {
        kafka.send(key, List.of(AssayJson.writeBytes(Note.harmless(key + "handled"))));
        patiently()
                .untilAsserted(() -> assertThat(kafka.unacknowledged("drained")).isZero());
        kafka.send(
                key,
                List.of(
                        AssayJson.writeBytes(Note.harmless(key + "waiting")),
                        AssayJson.writeBytes(Note.failing(key + "stuck", FOR_EVER))));
        patiently().until(() -> consumer.calls(key + "stuck") > 0);

        shutdown.fire(new ShutdownDelayInitiatedEvent());

        assertThat(drain.isDraining()).isTrue();
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    assertThat(kafka.unacknowledged("drained")).isEqualTo(2);
                    assertThat(kafka.received(key)).isEmpty();
                });
        assertThat(consumer.handled()).containsExactly(key + "handled");
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}

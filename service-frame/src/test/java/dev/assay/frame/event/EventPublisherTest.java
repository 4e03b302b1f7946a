package dev.assay.frame.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.json.AssayJson;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class EventPublisherTest {

    @Inject
    Kafka kafka;

    @Inject
    PublishedEvents events;

    private final UUID key = UUID.randomUUID();

    @Test
    void a_record_carries_its_event_its_kind_and_the_trace_of_its_trial() {
        events.publisher().publish(key, Note.harmless("a \u0000 and a lone \ud800"));

        ConsumerRecord<String, byte[]> record = await(1).getFirst();
        assertThat(AssayJson.read(record.value(), Note.class).text()).isEqualTo("a \u0000 and a lone \ud800");
        assertThat(header(record, "ce_type")).isEqualTo("assay.checked");
        assertThat(header(record, "ce_source")).isEqualTo("/frame-test");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "traceparent"))
                .startsWith("00-" + key.toString().replace("-", ""));
    }

    @Test
    void more_events_than_the_buffer_holds_arrive_in_order() {
        List<EventPublisher.Keyed> many = IntStream.range(0, 2000)
                .mapToObj(number -> new EventPublisher.Keyed(key, Note.harmless(Integer.toString(number))))
                .toList();

        events.publisher().publish(many);

        assertThat(await(2000))
                .extracting(record -> AssayJson.read(record.value(), Note.class).text())
                .containsExactlyElementsOf(
                        IntStream.range(0, 2000).mapToObj(Integer::toString).toList());
    }

    private List<ConsumerRecord<String, byte[]>> await(int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kafka.received(key.toString()), records -> records.size() >= count);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

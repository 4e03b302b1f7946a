package dev.assay.frame.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.json.AssayJson;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class BatchConsumerTest {

    @Inject
    Kafka kafka;

    @Inject
    NoteConsumer consumer;

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_record_that_cannot_be_decoded_goes_to_the_dead_letters_and_the_others_are_handled() {
        byte[] undecodable = "{\"text\": not json".getBytes(StandardCharsets.UTF_8);

        kafka.send(key, List.of(bytes(Note.harmless(key + "1")), undecodable, bytes(Note.harmless(key + "2"))));

        awaitHandled(key + "1", key + "2");
        ConsumerRecord<String, byte[]> letter = awaitDeadLetters(1).getFirst();
        assertThat(letter.value()).isEqualTo(undecodable);
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("assay.check");
        assertThat(header(letter, "dead-letter-reason")).contains("Unrecognized token");
        assertThat(header(letter, "origin")).isEqualTo("the test");
        awaitAcknowledged();
    }

    @Test
    void a_record_without_content_goes_to_the_dead_letters() {
        kafka.send(key, Arrays.asList(null, bytes(Note.harmless(key))));

        awaitHandled(key);
        assertThat(awaitDeadLetters(1)).hasSize(1);
        awaitAcknowledged();
    }

    @Test
    void a_handler_that_fails_for_a_passing_reason_is_called_again_and_nothing_is_lost() {
        kafka.send(
                key,
                List.of(
                        bytes(Note.harmless(key + "1")),
                        bytes(Note.failing(key + "2", 3)),
                        bytes(Note.harmless(key + "3"))));

        awaitHandled(key + "1", key + "2", key + "3");
        assertThat(consumer.calls(key + "2")).isEqualTo(4);
        awaitAcknowledged();
        assertThat(kafka.received(key)).isEmpty();
    }

    @Test
    void poison_in_a_batch_kills_only_itself() {
        kafka.send(
                key,
                List.of(
                        bytes(Note.harmless(key + "1")),
                        bytes(Note.poison(key + "2")),
                        bytes(Note.harmless(key + "3")),
                        bytes(Note.poison(key + "4")),
                        bytes(Note.failing(key + "5", 2))));

        awaitHandled(key + "1", key + "3", key + "5");
        assertThat(awaitDeadLetters(2))
                .extracting(letter -> AssayJson.read(letter.value(), Note.class).text())
                .containsExactly(key + "2", key + "4");
        awaitAcknowledged();
    }

    @Test
    void a_reason_that_is_long_is_cut_so_that_the_dead_letter_fits() {
        kafka.send(key, List.of(bytes(Note.poison(key))));

        assertThat(header(awaitDeadLetters(1).getFirst(), "dead-letter-reason"))
                .contains("cannot be handled")
                .hasSizeLessThan(1000);
    }

    @Test
    void a_channel_hands_over_one_batch_at_a_time() {
        kafka.send(key, List.of(bytes(Note.waiting(key + "1"))));
        patiently().until(() -> consumer.calls(key + "1") == 1);

        kafka.send(key, List.of(bytes(Note.harmless(key + "2"))));

        Awaitility.await().during(Duration.ofSeconds(2)).until(() -> consumer.calls(key + "2") == 0);
        consumer.openGate();
        awaitHandled(key + "1", key + "2");
    }

    @Test
    void a_record_that_breaks_the_handler_down_does_not_stop_the_channel() {
        kafka.send(
                key,
                List.of(
                        bytes(Note.harmless(key + "1")),
                        bytes(Note.bottomless(key + "2")),
                        bytes(Note.harmless(key + "3"))));

        awaitHandled(key + "1", key + "3");
        assertThat(header(awaitDeadLetters(1).getFirst(), "dead-letter-reason")).contains("too deep");
        awaitAcknowledged();
    }

    private static byte[] bytes(Note note) {
        return AssayJson.writeBytes(note);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void awaitHandled(String... texts) {
        patiently()
                .untilAsserted(() -> assertThat(consumer.handled().stream().filter(text -> text.startsWith(key)))
                        .containsExactly(texts));
    }

    private List<ConsumerRecord<String, byte[]>> awaitDeadLetters(int count) {
        return patiently().until(() -> kafka.received(key), letters -> letters.size() >= count);
    }

    private void awaitAcknowledged() {
        patiently()
                .untilAsserted(
                        () -> assertThat(kafka.unacknowledged("frame-test")).isZero());
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}

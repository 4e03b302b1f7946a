package dev.assay.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.contracts.Topics;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.sample.EventSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/assay/contracts/schemas");
    private static final String UPDATE = "assay.schemas.update";
    private static final ObjectMapper PLAIN = new ObjectMapper();

    static Stream<String> topics() {
        return EventSchemas.EVENTS.keySet().stream().sorted();
    }

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(FOLDER);
            for (String topic : EventSchemas.EVENTS.keySet()) {
                Files.writeString(file(topic), pretty(EventSchemas.of(topic)));
            }
        }
    }

    @Test
    void every_topic_has_an_event() {
        List<String> topics = Topics.all().stream()
                .map(Topics.Topic::name)
                .filter(name -> !name.endsWith(".dlq"))
                .toList();

        assertThat(EventSchemas.EVENTS).containsOnlyKeys(topics);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_committed_schema_is_the_one_of_the_record(String topic) throws IOException {
        String made = pretty(EventSchemas.of(topic));

        assertThat(file(topic))
                .as(
                        "the record changed: look whether old consumers can read it, then run this test with -D%s=true",
                        UPDATE)
                .hasContent(made);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_sample_is_valid(String topic) throws IOException {
        List<Object> samples = EventSamples.of(EventSchemas.EVENTS.get(topic));

        assertThat(samples).isNotEmpty();
        for (Object sample : samples) {
            assertThat(committed(topic).validate(json(sample))).as("%s", sample).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void an_event_without_one_of_its_fields_is_not_valid(String topic) throws IOException {
        JsonNode sample = json(EventSamples.of(EventSchemas.EVENTS.get(topic)).getFirst());

        for (String name : requiredNames(topic)) {
            ObjectNode torn = sample.deepCopy();
            torn.remove(name);
            assertThat(committed(topic).validate(torn)).as("without %s", name).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void an_event_of_a_newer_version_is_valid(String topic) throws IOException {
        ObjectNode sample =
                json(EventSamples.of(EventSchemas.EVENTS.get(topic)).getFirst()).deepCopy();
        sample.put("added_later", true);

        assertThat(committed(topic).validate(sample)).isEmpty();
    }

    @Test
    void an_outcome_of_no_known_case_is_not_valid() throws IOException {
        String generated = Topics.GENERATED;
        ObjectNode sample = json(EventSamples.of(EventSchemas.EVENTS.get(generated))
                        .getFirst())
                .deepCopy();
        ((ObjectNode) sample.get("outcome")).put("type", "guessed");

        assertThat(committed(generated).validate(sample)).isNotEmpty();
    }

    @Test
    void a_verdict_of_no_known_code_is_not_valid() throws IOException {
        ObjectNode sample = json(EventSamples.of(EventSchemas.EVENTS.get(Topics.FINISHED))
                        .getFirst())
                .deepCopy();
        sample.put("verdict", "PASSED");

        assertThat(committed(Topics.FINISHED).validate(sample)).isNotEmpty();
    }

    private static List<String> requiredNames(String topic) throws IOException {
        List<String> names = new ArrayList<>();
        PLAIN.readTree(file(topic).toFile()).get("required").forEach(name -> names.add(name.asText()));
        assertThat(names).isNotEmpty();
        return names;
    }

    private static JsonNode json(Object event) throws IOException {
        return PLAIN.readTree(AssayJson.writeBytes(event));
    }

    private static Schema committed(String topic) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.newInputStream(file(topic)));
    }

    private static Path file(String topic) {
        return FOLDER.resolve(topic + ".schema.json");
    }

    private static String pretty(JsonNode schema) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return PLAIN.writer(printer).writeValueAsString(schema) + "\n";
    }
}

package dev.assay.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Topics;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.sample.Samples;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final String SNAKE_CASE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

    static Stream<Object> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_document_is_the_same_after_a_way_over_the_wire(Object document) {
        Object back = AssayJson.read(AssayJson.writeBytes(document), document.getClass());

        assertThat(back).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_name_is_in_snake_case(Object document) throws IOException {
        JsonNode json = AssayJson.events().readTree(AssayJson.writeBytes(document));

        assertThat(names(json)).allSatisfy(name -> assertThat(name).matches(SNAKE_CASE + "|\\$tuple"));
    }

    @Test
    void every_record_of_the_contracts_has_a_sample() throws Exception {
        Set<Class<?>> seen = new HashSet<>();
        Samples.all().forEach(document -> collect(document, seen));

        assertThat(seen).containsAll(recordsOfTheContracts());
    }

    @Test
    void every_verdict_is_its_code_on_the_wire_and_as_a_key() {
        for (Verdict verdict : Verdict.values()) {
            String json = AssayJson.write(Map.of(verdict, verdict));
            assertThat(json).isEqualTo("{\"%1$s\":\"%1$s\"}", verdict.code());
        }
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new HashSet<>();
        Deque<JsonNode> left = new ArrayDeque<>(List.of(json));
        while (!left.isEmpty()) {
            JsonNode node = left.pop();
            node.fieldNames().forEachRemaining(names::add);
            node.forEach(left::push);
        }
        return names;
    }

    /** The record types that a document consists of. */
    private static void collect(Object value, Set<Class<?>> seen) {
        switch (value) {
            case Record document -> {
                seen.add(document.getClass());
                for (RecordComponent component : document.getClass().getRecordComponents()) {
                    collect(read(component, document), seen);
                }
            }
            case Optional<?> optional -> optional.ifPresent(present -> collect(present, seen));
            case Collection<?> several -> several.forEach(one -> collect(one, seen));
            case Map<?, ?> map -> map.values().forEach(one -> collect(one, seen));
            default -> {
                // Holds no record.
            }
        }
    }

    private static Object read(RecordComponent component, Record document) {
        try {
            return component.getAccessor().invoke(document);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All but what describes the platform itself and never travels. */
    private static Set<Class<?>> recordsOfTheContracts() throws IOException, URISyntaxException {
        Path root = Path.of(AssayJson.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<Class<?>> records = new HashSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = load(name);
                if (type.isRecord() && type != Topics.Topic.class) {
                    records.add(type);
                }
            }
        }
        assertThat(records).isNotEmpty();
        return records;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}

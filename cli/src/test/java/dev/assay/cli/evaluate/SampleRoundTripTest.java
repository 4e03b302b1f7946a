package dev.assay.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.record.SampleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text an answer holds, it reaches the request and the results file as it was. */
class SampleRoundTripTest {

    @Property(tries = 200)
    void answers_reach_request_and_results_unchanged(@ForAll("answers") List<String> answers) throws IOException {
        Path folder = Files.createTempDirectory("assay-samples");
        Path file = folder.resolve("samples.jsonl");
        StringBuilder lines = new StringBuilder();
        for (String answer : answers) {
            ObjectNode line = SampleJson.MAPPER.createObjectNode();
            line.put("task_id", "a/1").put("completion", answer).put("score", new java.math.BigDecimal("1.10"));
            lines.append(SampleJson.MAPPER.writeValueAsString(line)).append('\n');
        }
        Files.writeString(file, lines);

        ProvidedAnswers provided = ProvidedAnswers.assign(SampleReader.read(file), List.of("a/1"));
        ResultsFile results = ResultsFile.of(file, Optional.empty());
        results.write(
                provided.answers(),
                answers.stream()
                        .map(answer -> new SampleResult("passed", Optional.of(true)))
                        .toList());

        List<String> sent = new ArrayList<>();
        JsonNode request = SampleJson.MAPPER.readTree(provided.request("d", Optional.empty()));
        request.path("answers").forEach(answer -> sent.add(answer.path("answer").textValue()));
        assertThat(sent).isEqualTo(answers);
        List<String> written = Files.readAllLines(results.path());
        assertThat(written).hasSameSizeAs(answers);
        for (int at = 0; at < written.size(); at++) {
            JsonNode line = SampleJson.MAPPER.readTree(written.get(at));
            assertThat(line.path("completion").textValue()).isEqualTo(answers.get(at));
            assertThat(line.path("score")).hasToString("1.10");
            assertThat(line.path("passed").booleanValue()).isTrue();
        }
        Files.delete(results.path());
        Files.delete(file);
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<String>> answers() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(30);
        Arbitrary<String> hostile =
                Arbitraries.of("\u0000", "\ud800", "\udfff x", "\u2028", "\r\n", "\"\\", "\uFEFF", "😀", "");
        return Combinators.combine(any, hostile)
                .as(String::concat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}

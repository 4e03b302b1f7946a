package dev.assay.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.record.AnswerForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code samples.jsonl}: one {@code {task_id, completion}} (a body that continues the prompt) or {@code {task_id,
 * solution}} (a whole program) a line. A repeated task id is a further sample.
 */
final class SampleLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SampleLines() {}

    static List<Sample> read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        int number = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(SampleJson.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
                if (!text.isBlank()) {
                    samples.add(sample(file.getFileName() + ":" + number, text));
                }
            }
        } catch (CharacterCodingException e) {
            throw Failure.usage(file.getFileName() + ": not UTF-8 after line " + number + "; convert it to UTF-8");
        }
        return samples;
    }

    private static Sample sample(String where, String line) {
        ObjectNode document = document(where, line);
        JsonNode taskId = document.path("task_id");
        if (!taskId.isTextual() && !taskId.isIntegralNumber()) {
            throw Failure.usage(where + ": no task_id; a sample is {\"task_id\": …, \"completion\": …} or"
                    + " {\"task_id\": …, \"solution\": …}");
        }
        boolean completion = document.has("completion");
        if (completion == document.has("solution")) {
            throw Failure.usage(where + ": " + (completion ? "both" : "neither")
                    + " completion and solution; give the body as completion or the whole program as solution");
        }
        JsonNode answer = document.path(completion ? "completion" : "solution");
        if (!answer.isTextual()) {
            throw Failure.usage(
                    where + ": " + (completion ? "completion" : "solution") + " is not text; put the code in quotes");
        }
        return new Sample(
                where,
                Sample.Naming.ID,
                taskId.asText(),
                completion ? AnswerForm.COMPLETION : AnswerForm.PROGRAM,
                answer.textValue(),
                document);
    }

    private static ObjectNode document(String where, String line) {
        try {
            if (SampleJson.MAPPER.readTree(line) instanceof ObjectNode document) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw Failure.usage(where + ": not JSON (" + e.getOriginalMessage() + "); write one JSON object a line");
        }
        throw Failure.usage(where + ": not a JSON object; write one JSON object a line");
    }
}

package dev.assay.cli.evaluate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.record.AnswerForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** EvalPlus' {@code eval_results.json}: {@code {eval: {task_id: [{solution, …}]}}}; each solution is a program. */
final class EvalPlusResults {

    private static final String EVAL = "eval";

    private EvalPlusResults() {}

    /** Whether the file's first JSON value is an object with a field {@code eval} that is an object. */
    static boolean recognises(Path file) throws IOException {
        try (InputStream in = SampleJson.open(file);
                JsonParser parser = SampleJson.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals(EVAL)) {
                    return value == JsonToken.START_OBJECT;
                }
                parser.skipChildren();
            }
            return false;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    static List<Sample> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        List<Sample> samples = new ArrayList<>();
        try (InputStream in = SampleJson.open(file)) {
            for (Map.Entry<String, JsonNode> task :
                    SampleJson.MAPPER.readTree(in).path(EVAL).properties()) {
                int number = 0;
                for (JsonNode entry : task.getValue()) {
                    String where = name + ":eval." + task.getKey() + "[" + number++ + "]";
                    samples.add(sample(where, task.getKey(), entry.path("solution")));
                }
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw Failure.usage(name + ":" + line + ": not JSON (" + e.getOriginalMessage() + ")");
        }
        return samples;
    }

    private static Sample sample(String where, String taskId, JsonNode solution) {
        if (!solution.isTextual()) {
            throw Failure.usage(where + ": no solution; each entry needs the program as \"solution\"");
        }
        return program(where, Sample.Naming.ID, taskId, solution.textValue());
    }

    /** A sample that is a whole program and has no line of its own to be kept. */
    static Sample program(String where, Sample.Naming naming, String task, String code) {
        ObjectNode document = SampleJson.MAPPER.createObjectNode();
        document.put("task_id", task);
        document.put("solution", code);
        return new Sample(where, naming, task, AnswerForm.PROGRAM, code, document);
    }
}

package dev.assay.experiment.provided;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.problem.BodyProblems;
import dev.assay.frame.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads an upload of brought answers one answer at a time, in whatever order its fields come. */
final class ProvidedDocument {

    private static final ObjectMapper STRICT = mapper();

    private final Path file;

    ProvidedDocument(Path file) {
        this.file = file;
    }

    /** An answer as it was brought. */
    record Answer(Optional<String> problemId, Optional<String> form, Optional<String> answer) {}

    /** Is told of each answer. */
    interface Reader {
        void answer(int index, Answer answer);
    }

    /** What stands beside the answers. */
    record Head(Optional<String> datasetId, Optional<String> name, Optional<String> slice, int answers) {}

    /** Reads it all; a 400 that names the field where it is not such a document. */
    Head read(Reader reader) {
        try (JsonParser parser = STRICT.getFactory().createParser(file.toFile())) {
            return read(parser, reader);
        } catch (JsonProcessingException e) {
            throw Problems.badField(BodyProblems.field(e), BodyProblems.message(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Head read(JsonParser parser, Reader reader) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problems.badField("body", "must be a JSON object with dataset_id and answers");
        }
        Head head = new Head(Optional.empty(), Optional.empty(), Optional.empty(), 0);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            head = switch (field) {
                case "dataset_id" -> new Head(text(parser, field), head.name(), head.slice(), head.answers());
                case "name" -> new Head(head.datasetId(), text(parser, field), head.slice(), head.answers());
                case "slice" -> new Head(head.datasetId(), head.name(), text(parser, field), head.answers());
                case "answers" -> new Head(head.datasetId(), head.name(), head.slice(), answers(parser, reader));
                default ->
                    throw Problems.badField(
                            field, "is not a known field; known here: answers, dataset_id, name, slice");
            };
        }
        return head;
    }

    private static Optional<String> text(JsonParser parser, String field) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(parser.getText());
            case VALUE_NULL -> Optional.empty();
            default -> throw Problems.badField(field, "must be a text");
        };
    }

    private static int answers(JsonParser parser, Reader reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problems.badField("answers", "must be a list");
        }
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.answer(index, answer(parser, index));
            index++;
        }
        return index;
    }

    private static Answer answer(JsonParser parser, int index) throws IOException {
        String field = "answers[" + index + "]";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Problems.badField(field, "must be an object with problem_id, form and answer");
        }
        try {
            return STRICT.readValue(parser, Answer.class);
        } catch (StreamConstraintsException e) {
            throw Problems.badField(field, "is too large");
        } catch (JsonProcessingException e) {
            throw Problems.badField(field + "." + BodyProblems.field(e), BodyProblems.message(e));
        }
    }

    /** Texts far larger than an answer may be are not even read. */
    private static ObjectMapper mapper() {
        ObjectMapper mapper = AssayJson.strict();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(6 * 1024 * 1024)
                        .build());
        return mapper;
    }
}

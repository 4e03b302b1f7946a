package dev.assay.executor.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assay.executor.sandbox.FrameChannel;
import java.io.IOException;
import java.util.Set;

/** Decides whether what a candidate sent is an answer at all, before the judge gets to see it. */
final class AnswerCheck {

    static final int MAX_DEPTH = 200;
    private static final int MAX_DIGITS = 4300;
    private static final Set<String> FIELDS = Set.of("value", "error", "missing", "exited", "arguments");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(FrameChannel.MAX_BYTES)
                    .maxNameLength(FrameChannel.MAX_BYTES)
                    .build())
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    private AnswerCheck() {}

    /** Whether {@code json} is one well-formed object of an answer's fields. */
    static boolean isAnswer(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                if (!FIELDS.contains(parser.currentName())) {
                    return false;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}

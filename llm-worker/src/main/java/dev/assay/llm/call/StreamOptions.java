package dev.assay.llm.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import java.util.Optional;

/** Some servers refuse the wish for usage in streams; they are asked again without it. */
final class StreamOptions {

    private static final String FIELD = "stream_options";

    private StreamOptions() {}

    /** The body without the wish, where {@code result} refuses it. */
    static Optional<String> without(String body, CallResult result) {
        boolean refused = result instanceof CallFailure failure
                && failure.kind() == CallFailure.Kind.INVALID_REQUEST
                && failure.message().contains(FIELD);
        if (!refused || !(Json.parse(body) instanceof ObjectNode request) || request.remove(FIELD) == null) {
            return Optional.empty();
        }
        return Optional.of(AssayJson.write(request));
    }
}

package dev.assay.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.error.ApiError;
import dev.assay.model.inference.Sampling;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads and checks the body of a request; fields that it does not know are passed over, as the protocol's servers do. */
@ApplicationScoped
class ChatRequestReader {

    private static final int MOST_STOPS = 4;
    private static final double LEAST_TOP_P = 1e-6;

    private final ObjectMapper json;

    ChatRequestReader(ObjectMapper json) {
        this.json = json;
    }

    /** @throws ApiError where it cannot be answered */
    ChatRequest read(byte[] body) {
        JsonNode root = parse(body);
        Fields fields = new Fields(root);
        refuseWhatWeCannotDo(fields);
        boolean stream = fields.flag("stream");
        return new ChatRequest(
                fields.requiredText("model"),
                Conversation.read(fields),
                sampling(fields),
                stream,
                stream && includeUsage(fields));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode root = json.readTree(body);
            if (root == null || !root.isObject()) {
                throw ApiError.invalid("", "The body must be a JSON object.");
            }
            return root;
        } catch (IOException e) {
            throw ApiError.invalid("", "The body is not JSON: " + e.getMessage());
        }
    }

    private static void refuseWhatWeCannotDo(Fields fields) {
        if (fields.integer("n", 1, Integer.MAX_VALUE).orElse(1) != 1) {
            throw ApiError.unsupported("n", "One answer a request: send the request again for another.");
        }
        if (fields.flag("logprobs")) {
            throw ApiError.unsupported("logprobs", "This server does not return log probabilities.");
        }
        if (fields.find("tools").filter(tools -> !tools.isEmpty()).isPresent()) {
            throw ApiError.unsupported("tools", "This server does not call tools.");
        }
        String format = fields.find("response_format")
                .map(node -> node.path("type").asText())
                .orElse("text");
        if (!format.equals("text")) {
            throw ApiError.unsupported("response_format", "This server answers with text only.");
        }
    }

    private static Sampling sampling(Fields fields) {
        OptionalLong limit = fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        if (limit.isEmpty()) {
            limit = fields.integer("max_tokens", 1, Integer.MAX_VALUE);
        }
        return new Sampling(
                fields.number("temperature", 0, 2).orElse(1),
                fields.number("top_p", LEAST_TOP_P, 1).orElse(1),
                fields.number("frequency_penalty", -2, 2).orElse(0),
                fields.number("presence_penalty", -2, 2).orElse(0),
                limit.isPresent() ? OptionalInt.of((int) limit.getAsLong()) : OptionalInt.empty(),
                fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                stops(fields));
    }

    private static List<String> stops(Fields fields) {
        List<String> stops = new ArrayList<>();
        fields.find("stop").ifPresent(node -> {
            if (node.isArray()) {
                node.forEach(stop -> stops.add(stop(stop)));
            } else {
                stops.add(stop(node));
            }
        });
        if (stops.size() > MOST_STOPS) {
            throw ApiError.invalid("stop", "At most " + MOST_STOPS + " stop texts are allowed.");
        }
        return stops;
    }

    private static String stop(JsonNode node) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw ApiError.invalid("stop", "The field 'stop' must be a text that is not empty, or an array of such.");
        }
        return node.textValue();
    }

    private static boolean includeUsage(Fields fields) {
        return fields.find("stream_options")
                .map(options -> new Fields(options).flag("include_usage"))
                .orElse(false);
    }
}

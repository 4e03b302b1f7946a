package dev.assay.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.model.error.ApiError;
import dev.assay.model.inference.Message;
import dev.assay.model.inference.Message.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of a request. Only what every chat template takes is let through (a system message first or none, then
 * user and assistant in turn, the user last): a template that raises an error would end the whole process.
 */
final class Conversation {

    private static final String FIELD = "messages";

    private Conversation() {}

    static List<Message> read(Fields request) {
        JsonNode array = request.find(FIELD)
                .filter(node -> node.isArray() && !node.isEmpty())
                .orElseThrow(() -> ApiError.invalid(FIELD, "The field 'messages' must be an array of messages."));
        List<Message> messages = new ArrayList<>();
        for (JsonNode node : array) {
            messages.add(message(node, messages.size()));
        }
        requireTurns(messages);
        return messages;
    }

    private static Message message(JsonNode node, int index) {
        String field = FIELD + "[" + index + "]";
        return new Message(role(node.path("role").asText(), field), content(node.path("content"), field));
    }

    private static Role role(String role, String field) {
        return switch (role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                throw ApiError.invalid(
                        field + ".role", "The role must be system, developer, user or assistant, not '" + role + "'.");
        };
    }

    /** A string, or blocks of text. */
    private static String content(JsonNode content, String field) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw ApiError.invalid(field + ".content", "The content must be a string or an array of text blocks.");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            if (!block.path("type").asText().equals("text")
                    || !block.path("text").isTextual()) {
                throw ApiError.unsupported(field + ".content", "This server reads text only.");
            }
            text.append(block.path("text").textValue());
        }
        return text.toString();
    }

    private static void requireTurns(List<Message> messages) {
        int first = messages.getFirst().role() == Role.SYSTEM ? 1 : 0;
        for (int i = first; i < messages.size(); i++) {
            Role expected = (i - first) % 2 == 0 ? Role.USER : Role.ASSISTANT;
            if (messages.get(i).role() != expected) {
                throw ApiError.invalid(
                        FIELD + "[" + i + "].role",
                        "After an optional system message, user and assistant must take turns, beginning with the user.");
            }
        }
        if (messages.getLast().role() != Role.USER) {
            throw ApiError.invalid(FIELD, "The last message must be the user's.");
        }
    }
}

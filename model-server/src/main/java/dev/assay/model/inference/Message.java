package dev.assay.model.inference;

/** One turn of a conversation: {@code system}, {@code user} or {@code assistant}, and its text. */
public record Message(Role role, String content) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}

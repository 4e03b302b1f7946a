package dev.assay.model.inference;

/** How an answer ended and what it cost. */
public record Completion(FinishReason finishReason, int completionTokens) {

    /** Why no more tokens came. */
    public enum FinishReason {
        STOP,
        LENGTH
    }
}

package dev.assay.model.inference;

/** Where an answer goes, piece by piece. */
public interface TextSink {

    /** Takes the next piece, which is never empty. */
    void accept(String piece);

    /** Whether nobody waits for the answer any more. */
    boolean isAbandoned();
}

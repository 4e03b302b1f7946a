package dev.assay.llm.call;

/** A model cannot be held to a format, and the experiment wants nothing less. */
public final class CannotDegradeException extends RuntimeException {

    CannotDegradeException(String format) {
        super("the model cannot be held to " + format + ", and response_format.degrade is false");
    }
}

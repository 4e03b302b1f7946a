package dev.assay.frame.drain;

/** The service is on its way out: what was being tried will be tried by another replica or after the restart. */
public class DrainingException extends RuntimeException {

    DrainingException() {
        super("the service is shutting down");
    }
}

package dev.assay.model.inference;

/** More requests wait than the settings allow. */
public final class QueueFullException extends Exception {

    private static final long serialVersionUID = 1L;

    QueueFullException(int length) {
        super(length + " requests wait already");
    }
}

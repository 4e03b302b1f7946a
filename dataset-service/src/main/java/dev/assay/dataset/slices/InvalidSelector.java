package dev.assay.dataset.slices;

/** Says why a selector selects nothing. */
final class InvalidSelector extends RuntimeException {

    InvalidSelector(String message) {
        super(message);
    }
}

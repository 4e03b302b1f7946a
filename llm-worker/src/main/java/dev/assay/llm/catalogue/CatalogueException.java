package dev.assay.llm.catalogue;

/** A catalogue that cannot be used; the message names file, line and field. */
public final class CatalogueException extends RuntimeException {

    CatalogueException(String message) {
        super(message);
    }
}

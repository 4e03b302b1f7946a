package dev.assay.cli.http;

import java.util.Optional;

/** How a model is named to the server: by slug, or by address and name. */
public record ModelReference(Optional<String> slug, Optional<String> baseUrl, Optional<String> name) {

    /** A model of the catalogue. */
    public static ModelReference of(String slug) {
        return new ModelReference(Optional.of(slug), Optional.empty(), Optional.empty());
    }

    /** A model by its server's address and its name there. */
    public static ModelReference at(String baseUrl, String name) {
        return new ModelReference(Optional.empty(), Optional.of(baseUrl), Optional.of(name));
    }
}

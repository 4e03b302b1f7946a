package dev.assay.cli.http;

import java.util.Optional;

/** How a model is named to the server: by slug, or by address and name. */
public record ModelReference(Optional<String> slug, Optional<String> baseUrl, Optional<String> name) {}

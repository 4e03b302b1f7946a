package dev.assay.contracts.model;

import java.util.List;
import java.util.Optional;

/**
 * What the catalogue knows under a name.
 *
 * @param model absent where it knows nothing
 * @param near slugs that resemble a name that is not known, nearest first
 */
public record ModelMatch(Optional<Model> model, List<String> near) {}

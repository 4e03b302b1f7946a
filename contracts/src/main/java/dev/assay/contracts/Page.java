package dev.assay.contracts;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next cursor of the next page; absent on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {}

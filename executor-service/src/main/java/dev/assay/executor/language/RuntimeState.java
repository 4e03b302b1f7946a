package dev.assay.executor.language;

import java.util.List;
import java.util.Optional;

/**
 * A runtime as others are told of it.
 *
 * @param version absent where it is not available
 * @param problem why it is not available
 * @param install what to do to have it
 */
public record RuntimeState(
        String id,
        List<String> aliases,
        boolean available,
        Optional<String> version,
        Optional<String> problem,
        String install) {}

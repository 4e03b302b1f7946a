package dev.assay.contracts.dataset;

import java.time.Instant;

/**
 * A version of a data set, as imported.
 *
 * @param version SHA-256 over the content of all its problems
 * @param format code of the importer that read it ({@code humaneval}, {@code evalplus}, {@code mbpp}, {@code assay})
 */
public record Dataset(
        String datasetId,
        String version,
        String name,
        String taskType,
        String format,
        String license,
        int problems,
        GateState gate,
        Instant importedAt) {}

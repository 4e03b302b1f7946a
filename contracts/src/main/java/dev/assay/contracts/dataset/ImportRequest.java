package dev.assay.contracts.dataset;

import java.util.Optional;

/**
 * Import of a file that lies under one of the server's import folders.
 *
 * @param format code of an importer; absent: recognised by content
 */
public record ImportRequest(String datasetId, String path, Optional<String> format, Optional<String> name) {}

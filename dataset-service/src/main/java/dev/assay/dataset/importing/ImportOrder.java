package dev.assay.dataset.importing;

import java.util.Optional;

/** What a person says of a file to import. */
record ImportOrder(String datasetId, Optional<String> format, Optional<String> name, Optional<String> license) {}

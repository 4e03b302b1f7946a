package dev.assay.model.file;

import java.nio.file.Path;

/** The model that is served: its file and the name that requests use. */
public record ModelFile(Path path, String name) {}

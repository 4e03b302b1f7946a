package dev.assay.cli.demo;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the starter data set lies: in the project's folder, which {@code ASSAY_ROOT} names. */
final class StarterFile {

    private StarterFile() {}

    static Path find(Session session) {
        Path root = Path.of(session.variable("ASSAY_ROOT").orElse("."));
        Path file = root.resolve("datasets").resolve("starter").resolve("starter.json");
        if (!Files.isRegularFile(file)) {
            throw Failure.usage(
                    "data set file " + file + " is missing; set ASSAY_ROOT to the folder that Assay was unpacked in");
        }
        return file;
    }
}

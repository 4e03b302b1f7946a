package dev.assay.dataset.importing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The folders of this machine that may be imported from; none unless configured ({@code ASSAY_IMPORT_ROOTS}). */
@ApplicationScoped
class ImportRoots {

    private static final String FIELD = "path";

    private final List<Path> roots;

    ImportRoots(@ConfigProperty(name = "assay.import.roots") Optional<String> roots) {
        this.roots = roots.stream()
                .flatMap(all -> Arrays.stream(all.split(":")))
                .filter(root -> !root.isBlank())
                .map(Path::of)
                .toList();
    }

    /** The file that {@code path} really is, symbolic links resolved; refused where it lies under no root. */
    Path resolve(String path) {
        if (roots.isEmpty()) {
            throw new RefusedImport.Invalid(
                    FIELD, "import by path is switched off; set ASSAY_IMPORT_ROOTS, or upload the file");
        }
        Path real = realPath(path).orElseThrow(ImportRoots::refusal);
        boolean allowed = roots.stream()
                .flatMap(root -> realPath(root.toString()).stream())
                .anyMatch(real::startsWith);
        if (!allowed || !Files.isRegularFile(real)) {
            throw refusal();
        }
        return real;
    }

    /** One answer for a file that does not exist and one that may not be read: nobody can explore the disk. */
    private static RefusedImport refusal() {
        return new RefusedImport.Invalid(FIELD, "is not a file under one of the server's import folders");
    }

    private static Optional<Path> realPath(String path) {
        try {
            return Optional.of(Path.of(path).toRealPath());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}

package dev.assay.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file whole, so that a reader never sees half of it, readable by its owner only. */
public final class PrivateFile {

    private PrivateFile() {}

    public static void write(Path file, byte[] content) throws IOException {
        // A temporary file is made with the mode 600.
        Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        try {
            Files.write(next, content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}

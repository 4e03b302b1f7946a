package dev.assay.dataset.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An uploaded file, on disk until it is closed: its sender may be slow, and nothing waits for that. */
final class Upload implements AutoCloseable {

    private final Path file;

    private Upload(Path file) {
        this.file = file;
    }

    /** Takes in a body; refuses one larger than {@code largestBytes}. */
    static Upload receive(InputStream body, long largestBytes) throws IOException {
        Upload upload = new Upload(Files.createTempFile("assay-upload", ".data"));
        try (InputStream bounded = new BoundedStream(
                        body,
                        largestBytes,
                        () -> new RefusedImport.TooLarge(
                                "the file is larger than %d MiB; split it".formatted(largestBytes >> 20)));
                var out = Files.newOutputStream(upload.file)) {
            bounded.transferTo(out);
            return upload;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}

package dev.assay.experiment.provided;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An upload, put aside in a temporary file, because it has to be read twice and may be larger than the memory. */
final class Spool implements AutoCloseable {

    private final Path file;
    private final String hash;

    private Spool(Path file, String hash) {
        this.file = file;
        this.hash = hash;
    }

    static Spool of(InputStream upload) {
        try {
            Path file = Files.createTempFile("assay-upload-", ".json");
            try (DigestInputStream digested = new DigestInputStream(upload, MessageDigest.getInstance("SHA-256"));
                    OutputStream out = Files.newOutputStream(file)) {
                digested.transferTo(out);
                return new Spool(
                        file,
                        HexFormat.of().formatHex(digested.getMessageDigest().digest()));
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload could not be put aside: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Path file() {
        return file;
    }

    /** SHA-256 of the upload, as 64 hex digits. */
    String hash() {
        return hash;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

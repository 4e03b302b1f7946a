package dev.assay.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file inside our jars that native code needs as a file on disk. */
final class Resource {

    private static final int DIGEST_CHARACTERS = 16;

    private Resource() {}

    /**
     * Puts the resource into {@code cache}, in a directory named after its content, once. The file is complete as soon as it
     * has its name, and is never written again: another process may have it open.
     */
    static Path unpack(String resource, Path cache) throws IOException {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        Files.createDirectories(cache);
        Path unpacked = Files.createTempFile(cache, name, ".new");
        try {
            Path directory = cache.resolve(copy(resource, unpacked));
            Path file = directory.resolve(name);
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                Files.move(unpacked, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    /** Copies, and returns the beginning of the content's hash. */
    private static String copy(String resource, Path target) throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the resource " + resource + " is missing");
            }
            DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            Files.copy(digesting, target, StandardCopyOption.REPLACE_EXISTING);
            byte[] digest = digesting.getMessageDigest().digest();
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

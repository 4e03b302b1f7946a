package dev.assay.cli.datasets;

import dev.assay.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The id of a data set that came without one: the file's name, and the beginning of its content's hash. */
public final class DatasetName {

    private static final int HASH_DIGITS = 8;
    private static final int LONGEST_STEM = 64;

    private DatasetName() {}

    /** {@code HumanEval.jsonl.gz} → {@code humaneval-1a2b3c4d}; the same content gives the same id. */
    public static String of(Path file) {
        return stem(file.getFileName().toString()) + "-" + hash(file).substring(0, HASH_DIGITS);
    }

    static String stem(String fileName) {
        int dot = fileName.indexOf('.', 1);
        String stem = (dot < 0 ? fileName : fileName.substring(0, dot))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[^a-z0-9]+|-+$", "");
        String shortened = stem.length() <= LONGEST_STEM ? stem : stem.substring(0, LONGEST_STEM);
        return shortened.isEmpty() ? "dataset" : shortened;
    }

    private static String hash(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw Failure.usage("data set file " + file + " does not exist or cannot be read");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

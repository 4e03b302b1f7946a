package dev.assay.local.home;

import dev.assay.local.LocalProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** Makes the state directory and says in one line why it cannot be used. */
public final class HomeCheck {

    private static final long LEAST_FREE_BYTES = 500L * 1024 * 1024;

    private static final int PROBE_BYTES = 4096;
    private static final Path OURSELVES = Path.of("/proc/self");

    private HomeCheck() {}

    /** Returns when the directory exists, is ours, can be written and has room. */
    public static void require(Home home) {
        Path directory = home.directory();
        make(directory);
        try {
            requireOwn(directory);
            probe(directory);
            Files.createDirectories(home.logs());
            Files.createDirectories(home.cache());
            requireRoom(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static void make(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.getParent());
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new LocalProblem(
                    e.getFile()
                            + " is a file and not a directory: move it away, or set ASSAY_HOME to another directory",
                    e);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static void probe(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", null);
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
        } finally {
            Files.delete(probe);
        }
    }

    /** Also for root: files of root in the directory of somebody else would lock its owner out. */
    private static void requireOwn(Path directory) throws IOException {
        UserPrincipal us = Files.getOwner(OURSELVES);
        UserPrincipal owner = Files.getOwner(directory);
        if (!owner.equals(us)) {
            throw new LocalProblem(
                    "the state directory " + directory + " belongs to " + owner.getName() + " and you are "
                            + us.getName() + ": run as " + owner.getName()
                            + ", or set ASSAY_HOME to a directory of your own");
        }
    }

    private static void requireRoom(Path directory) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new LocalProblem(
                    "the disk of the state directory %s has %d MB left and %d MB are needed: free some, or set ASSAY_HOME to a directory on another disk"
                            .formatted(directory, free >> 20, LEAST_FREE_BYTES >> 20));
        }
    }

    private static LocalProblem unusable(Path directory, IOException cause) {
        return new LocalProblem(
                "the state directory " + directory + " cannot be written (" + cause
                        + "): make it writable, or set ASSAY_HOME to another directory",
                cause);
    }
}

package dev.assay.executor.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A folder of a process that goes when the process does: what one that was killed left is cleared away by the next that
 * makes a folder of the same name. Its owner holds a lock in it, which the kernel lets go of at any kind of end, and which
 * is seen from other containers too, where process numbers say nothing.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TemporaryFolder.class);
    private static final String LOCK = "owner.lock";

    /** A folder this young may not have its lock yet. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder below the system's temporary one, open to its owner only.
     *
     * @param prefix of its name, and of those that are cleared away when nobody owns them any more
     * @throws UncheckedIOException where it cannot be made
     */
    public static TemporaryFolder create(String prefix) {
        return create(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    static TemporaryFolder create(Path parent, String prefix) {
        try {
            clearLeftovers(parent, prefix);
            Path path = Files.createTempDirectory(parent, prefix);
            FileChannel lock = FileChannel.open(path.resolve(LOCK), CREATE_NEW, WRITE);
            lock.lock();
            return new TemporaryFolder(path, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder " + prefix + " in " + parent, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() {
        try {
            lock.close();
            remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    private static void clearLeftovers(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                try {
                    clearIfLeft(folder);
                } catch (IOException | UncheckedIOException e) {
                    LOG.infof("left the folder %s: %s", folder, e.getMessage());
                }
            }
        }
    }

    /** Only what a process of the same user made: nobody else may name what is deleted. */
    private static void clearIfLeft(Path folder) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        boolean own = Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")));
        if (Files.isSymbolicLink(folder)
                || !own
                || changed.isAfter(Instant.now().minus(YOUNG))) {
            return;
        }
        if (!isOwned(folder.resolve(LOCK))) {
            remove(folder);
        }
    }

    /** Also a folder without a lock: whose it is is not known. */
    private static boolean isOwned(Path lock) throws IOException {
        if (!Files.isRegularFile(lock, NOFOLLOW_LINKS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, WRITE)) {
            return !OwnerLock.take(channel);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

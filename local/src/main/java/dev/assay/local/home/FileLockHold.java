package dev.assay.local.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock on a file that is given back when it is closed, or by the system when the process ends. */
public final class FileLockHold implements AutoCloseable {

    private final FileChannel channel;

    private FileLockHold(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or empty while somebody else has it. */
    public static Optional<FileLockHold> tryTake(Path file) throws IOException {
        FileChannel channel = open(file);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another part of this JVM has it.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return Optional.ofNullable(lock).map(taken -> new FileLockHold(channel));
    }

    /** The lock, as soon as nobody else has it. */
    public static FileLockHold take(Path file) throws IOException {
        FileChannel channel = open(file);
        channel.lock();
        return new FileLockHold(channel);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.assay.executor.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks that say that the process which took them is alive: the kernel lets go of them at any kind of its end. */
final class OwnerLock {

    private OwnerLock() {}

    /** Takes the lock, which lasts until the channel is closed; false where somebody has it, be it this process. */
    static boolean take(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}

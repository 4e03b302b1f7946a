package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process may do on the host that it is on.
 *
 * @param dropsUid whether it can give sandboxes user ids of their own
 * @param cgroups which control groups it can make
 * @param launcher whether the native launcher may be used, where the build made one
 */
record Host(boolean dropsUid, Cgroups cgroups, boolean launcher) {

    /** This host. */
    static Host find() {
        return new Host(isRoot(), Cgroups.find(), true);
    }

    private static boolean isRoot() {
        try {
            return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the own user id", e);
        }
    }
}

package dev.assay.executor.program;

import java.util.Set;

/**
 * A file in a program's working folder.
 *
 * @param path relative to that folder, with {@code /}
 */
public record WorkFile(String path, byte[] content, boolean executable) {

    private static final int LONGEST_PATH = 255;
    private static final Set<String> NO_NAMES = Set.of("", ".", "..");

    /** A file that is read. */
    public static WorkFile of(String path, byte[] content) {
        return new WorkFile(path, content, false);
    }

    /** Whether a path stays in the working folder and can be a file's. */
    public static boolean isPath(String path) {
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.indexOf('\0') >= 0) {
            return false;
        }
        for (String name : path.split("/", -1)) {
            if (NO_NAMES.contains(name)) {
                return false;
            }
        }
        return true;
    }
}

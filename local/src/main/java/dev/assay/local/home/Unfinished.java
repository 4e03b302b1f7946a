package dev.assay.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mark that a directory is being filled for the first time. While it stands, the directory holds nothing worth
 * keeping and a start that finds it begins again; without it the directory is never touched.
 */
public final class Unfinished {

    private final Path directory;
    private final Path mark;

    public Unfinished(Path directory) {
        this.directory = directory;
        this.mark = directory.resolveSibling(directory.getFileName() + ".unfinished");
    }

    /** Clears what an interrupted first start left, and sets the mark where the directory is empty. */
    public void begin() throws IOException {
        if (Files.exists(mark)) {
            clear();
        }
        if (isEmpty()) {
            Files.writeString(mark, directory + " is being filled for the first time\n");
        }
    }

    /** Says that the directory is filled. */
    public void finish() throws IOException {
        Files.deleteIfExists(mark);
    }

    /** Whether there is nothing in the directory, or no directory. */
    public boolean isEmpty() throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IOException("the half-written directory " + directory + " cannot be cleared: delete it", e);
        }
    }
}

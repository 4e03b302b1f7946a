package dev.assay.cli.export;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** A document on its way into a file, where it appears whole or not at all, or to standard output. */
final class Download {

    private Download() {}

    /**
     * Lets {@code source} write to the file, or to standard output where there is none.
     *
     * @throws Failure usage, where the file cannot be written
     */
    static void to(Session session, Optional<Path> file, Consumer<Writer> source) {
        if (file.isEmpty()) {
            session.write(source);
            return;
        }
        Path whole = file.get().toAbsolutePath();
        Path unfinished = whole.resolveSibling("." + whole.getFileName() + ".part");
        try {
            Files.createDirectories(whole.getParent());
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                source.accept(out);
            }
            Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.usage(file.get() + " cannot be written (" + e.getMessage() + "); choose another place");
        } finally {
            discard(unfinished);
        }
        session.terminal().note("written to " + file.get());
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // What is left of an export that failed does no harm.
        }
    }
}

package dev.assay.local.state;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file with the platform's state. */
public final class StateFile {

    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    /** What was last written; empty where nothing was, or what cannot be read (then nobody can rely on it either). */
    public Optional<PlatformState> read() {
        try {
            return Optional.of(AssayJson.read(Files.readAllBytes(file), PlatformState.class))
                    .filter(state -> state.format() == PlatformState.FORMAT);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    public void write(PlatformState state) {
        try {
            PrivateFile.write(file, AssayJson.writeBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException("the state cannot be written to " + file, e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

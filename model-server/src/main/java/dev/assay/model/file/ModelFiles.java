package dev.assay.model.file;

import dev.assay.model.ModelSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds the files that native code is to load: the model, and the library itself. */
@ApplicationScoped
public class ModelFiles {

    private static final String TOY = "models/tiny-starter-q8_0.gguf";
    private static final String SUFFIX = ".gguf";
    private static final String LIBRARY_PATH = "de.kherud.llama.lib.path";

    private final ModelSettings settings;
    private final Path cache;

    ModelFiles(ModelSettings settings, @ConfigProperty(name = "assay.cache.dir") Optional<Path> cache) {
        this.settings = settings;
        this.cache = cache.orElseGet(() -> Path.of(
                System.getProperty("java.io.tmpdir"), "assay-" + System.getProperty("user.name"), "model-server"));
    }

    /** The model of the settings, or the toy. */
    public ModelFile model() {
        Path path = settings.file().orElseGet(() -> unpacked(TOY));
        if (!Files.isReadable(path)) {
            throw new IllegalStateException("the model file " + path + " cannot be read: correct ASSAY_MODEL_FILE");
        }
        return new ModelFile(path, settings.name().orElseGet(() -> stem(path)));
    }

    /**
     * Puts the native library where no other process writes. Left alone, the binding unpacks it over the same file of the
     * temporary directory at every start, under the feet of the servers that run.
     */
    public void provideLibrary() {
        if (System.getProperty(LIBRARY_PATH) == null) {
            String system = System.getProperty("os.name").startsWith("Mac") ? "Mac" : "Linux";
            String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
            String name = System.mapLibraryName("jllama");
            Path library = unpacked("de/kherud/llama/" + system + "/" + machine + "/" + name);
            System.setProperty(LIBRARY_PATH, library.getParent().toString());
        }
    }

    private Path unpacked(String resource) {
        try {
            return Resource.unpack(resource, cache);
        } catch (IOException e) {
            throw new IllegalStateException(
                    resource + " cannot be unpacked into " + cache + " (" + e
                            + "): set ASSAY_CACHE_DIR to a directory that can be written",
                    e);
        }
    }

    private static String stem(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}

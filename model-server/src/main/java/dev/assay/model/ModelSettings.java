package dev.assay.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The configuration of the model server; each name is also an environment variable ({@code ASSAY_MODEL_FILE} …). */
@ConfigMapping(prefix = "assay.model")
public interface ModelSettings {

    /** A GGUF file; without it the toy model that comes with the server. */
    Optional<Path> file();

    /** The model's name in requests; without it the file's name without its suffix. */
    Optional<String> name();

    /** Context in tokens; without it what the model was trained for, at most 8,192. */
    Optional<Integer> contextTokens();

    /** Threads that compute. */
    @WithDefault("2")
    int threads();

    /** How many requests may wait; one more is refused with 429. */
    @WithDefault("64")
    int queueLength();
}

package dev.assay.model.catalogue;

import dev.assay.model.ModelSettings;
import dev.assay.model.file.GgufMetadata;
import dev.assay.model.file.ModelFile;
import dev.assay.model.file.ModelFiles;
import dev.assay.model.inference.LanguageModel;
import dev.assay.model.inference.Vocabulary;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The one model that this server has, loaded before the first request. */
@ApplicationScoped
public class ServedModel {

    private static final Logger LOG = Logger.getLogger(ServedModel.class);
    private static final int LARGEST_DEFAULT_CONTEXT = 8192;
    private static final int CONTEXT_OF_UNKNOWN = 2048;

    private final ModelSettings settings;
    private final ModelFile file;
    private final Instant loadedAt = Instant.now();
    private final LanguageModel model;

    ServedModel(ModelSettings settings, ModelFiles files) {
        this.settings = settings;
        this.file = files.model();
        GgufMetadata metadata = metadata(file);
        files.provideLibrary();
        this.model = LanguageModel.load(file.path(), Vocabulary.of(metadata), context(metadata), settings.threads());
    }

    void load(@Observes StartupEvent event) {
        LOG.infof("serving %s from %s with a context of %d tokens", name(), file.path(), model.contextTokens());
    }

    void unload(@Observes ShutdownEvent event) {
        model.close();
    }

    /** As requests name it. */
    public String name() {
        return file.name();
    }

    public Instant loadedAt() {
        return loadedAt;
    }

    public LanguageModel model() {
        return model;
    }

    private int context(GgufMetadata metadata) {
        return settings.contextTokens()
                .orElseGet(() -> metadata.string("general.architecture")
                        .flatMap(architecture -> metadata.number(architecture + ".context_length"))
                        .map(trained -> (int) Math.min(trained, LARGEST_DEFAULT_CONTEXT))
                        .orElse(CONTEXT_OF_UNKNOWN));
    }

    private static GgufMetadata metadata(ModelFile file) {
        try {
            return GgufMetadata.read(file.path());
        } catch (IOException e) {
            throw new IllegalStateException("the model file " + file.path() + " cannot be used: " + e.getMessage(), e);
        }
    }
}

package dev.assay.llm.catalogue;

import dev.assay.llm.WorkerConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the catalogue's files: the one that ships with the worker, and those of the settings over it. */
@Singleton
class CatalogueFiles {

    private static final String OWN = "catalogue.yaml";

    /** @throws CatalogueException where a file is missing or wrong: the worker does not start with half a catalogue */
    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(WorkerConfig config) {
        return read(config.catalogue().orElse(List.of()));
    }

    static Catalogue read(List<Path> files) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("(built in) " + OWN, own());
        files.forEach(file -> texts.put(file.toString(), text(file)));
        return CatalogueReader.read(texts);
    }

    private static String own() {
        try (InputStream in = CatalogueFiles.class.getResourceAsStream("/" + OWN)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CatalogueException(file + ": cannot be read: correct ASSAY_LLM_CATALOGUE");
        }
    }
}

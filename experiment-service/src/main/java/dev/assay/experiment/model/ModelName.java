package dev.assay.experiment.model;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.experiment.remote.Query;
import java.util.Optional;

/** How a model is named: by its slug in the catalogue, or by its server's address and its name there. */
public record ModelName(
        Optional<String> slug, Optional<String> baseUrl, Optional<String> name, Optional<Protocol> protocol) {

    /** The model of an experiment. */
    public static ModelName of(ModelSpec spec) {
        return new ModelName(spec.slug(), Optional.of(spec.baseUrl()), Optional.of(spec.name()), spec.protocol());
    }

    String query() {
        return new Query()
                .with("slug", slug)
                .with("base_url", baseUrl)
                .with("name", name)
                .with("protocol", protocol.map(Protocol::code))
                .toString();
    }
}

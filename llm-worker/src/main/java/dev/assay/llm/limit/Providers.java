package dev.assay.llm.limit;

import dev.assay.llm.catalogue.Catalogue;
import jakarta.inject.Singleton;

/** Which provider a model is asked at, and what the catalogue says that it takes. */
@Singleton
public class Providers {

    private final Catalogue catalogue;

    Providers(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The provider of a model, by {@link dev.assay.contracts.experiment.ModelSpec#key}. */
    public Provider of(String modelKey) {
        String baseUrl = modelKey.substring(0, Math.max(0, modelKey.indexOf('|')));
        var known = catalogue.providerAt(baseUrl);
        var limits = known.limits();
        return new Provider(
                known.name(),
                new Limits(limits.requestsPerMinute(), limits.tokensPerMinute(), limits.maxConcurrency()));
    }
}

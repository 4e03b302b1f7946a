package dev.assay.contracts.call;

import java.util.List;

/** What keeps models from being called; models that may be called are left out. */
public record ModelHolds(List<Held> items) {

    /** The models that are asked about. */
    public record Question(List<String> modelKeys) {}

    /** A model, by its {@link dev.assay.contracts.experiment.ModelSpec#key key}, and what its provider is held by. */
    public record Held(String modelKey, ProviderHold hold) {}
}

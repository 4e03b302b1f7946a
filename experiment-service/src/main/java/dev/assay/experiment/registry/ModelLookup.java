package dev.assay.experiment.registry;

import dev.assay.contracts.model.ModelMatch;
import dev.assay.experiment.model.ModelName;
import java.util.Optional;

/** What the catalogue knows of the models that experiments name. */
@FunctionalInterface
interface ModelLookup {

    /** What there is under a name; absent where the catalogue cannot be asked now, and need not be. */
    Optional<ModelMatch> match(ModelName name);
}

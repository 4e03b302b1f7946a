package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.ModelReference;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds a model by its provider: its slug where the catalogue has it, else the provider's address and its name. */
record ProviderModels(ModelList models) {

    /** A usage failure where no model of the catalogue is at the provider, for then its address is unknown. */
    ModelReference find(String provider, String name) {
        List<Model> offered = models.items().stream()
                .filter(model -> model.provider().equals(provider))
                .toList();
        if (offered.isEmpty()) {
            throw Failure.usage("the catalogue has no model of provider " + provider + "; there are "
                    + models.items().stream()
                            .map(Model::provider)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return offered.stream()
                .filter(model -> isCalled(model, name))
                .map(Model::slug)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ModelReference::of)
                .orElseGet(() -> ModelReference.at(offered.getFirst().baseUrl(), name));
    }

    private static boolean isCalled(Model model, String name) {
        return model.name().equals(name)
                || model.slug().equals(Optional.of(name))
                || model.label().equals(Optional.of(name));
    }
}

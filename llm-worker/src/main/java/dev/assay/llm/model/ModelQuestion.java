package dev.assay.llm.model;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.frame.problem.Problems;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.catalogue.CatalogueModel;
import java.util.Optional;

/** Which model somebody asks about: by slug or label, or by name and address; in the model's own protocol or another. */
record ModelQuestion(
        Optional<String> slug, Optional<String> baseUrl, Optional<String> name, Optional<Protocol> protocol) {

    static ModelQuestion of(String slug, String baseUrl, String name, String protocol) {
        return new ModelQuestion(
                given(slug), given(baseUrl), given(name), given(protocol).map(ModelQuestion::protocol));
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static Protocol protocol(String code) {
        return Protocol.find(code)
                .orElseThrow(() -> Problems.badField("protocol", "must be one of " + Protocol.codes()));
    }

    /** The model; absent where there is no such slug. */
    Optional<CatalogueModel> resolve(Catalogue catalogue) {
        Optional<CatalogueModel> known = slug.flatMap(catalogue::model);
        Optional<String> address =
                baseUrl.or(() -> known.map(model -> model.provider().baseUrl()));
        Optional<String> itsName = name.or(() -> known.map(CatalogueModel::name));
        if (address.isEmpty() || itsName.isEmpty()) {
            return Optional.empty();
        }
        CatalogueModel model =
                catalogue.at(known.map(CatalogueModel::slug).or(() -> slug), address.get(), itsName.get());
        return Optional.of(protocol.map(model::speaking).orElse(model));
    }
}

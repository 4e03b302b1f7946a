package dev.assay.llm.model;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.llm.call.NearNames;
import dev.assay.llm.call.OfferedModels;
import dev.assay.llm.catalogue.Capabilities;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.catalogue.CatalogueModel;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue's models as other services see them. */
@Singleton
class ModelDocuments {

    private final Catalogue catalogue;
    private final OfferedModels offered;

    ModelDocuments(Catalogue catalogue, OfferedModels offered) {
        this.catalogue = catalogue;
        this.offered = offered;
    }

    ModelList list() {
        return new ModelList(
                catalogue.models().stream().map(model -> document(model, true)).toList());
    }

    /** What an experiment names: a slug or label of the catalogue, or a name at an address. */
    ModelMatch match(ModelQuestion question) {
        Optional<CatalogueModel> model = question.resolve(catalogue);
        List<String> near = model.isPresent()
                ? List.of()
                : NearNames.of(
                        question.slug().orElse(""),
                        catalogue.models().stream()
                                .flatMap(one -> Stream.of(one.slug(), one.label()))
                                .distinct()
                                .toList());
        return new ModelMatch(model.map(one -> document(one, isKnown(one))), near);
    }

    private boolean isKnown(CatalogueModel model) {
        return catalogue.model(model.slug()).isPresent();
    }

    private Model document(CatalogueModel model, boolean known) {
        return new Model(
                Optional.of(model.slug()).filter(_ -> known),
                Optional.of(model.label()).filter(_ -> known),
                model.provider().name(),
                model.provider().baseUrl(),
                model.name(),
                model.protocol(),
                model.provider().protocols(),
                model.stream(),
                capabilities(model),
                model.capabilities().maxOutputTokens(),
                model.contextTokens(),
                model.maxConcurrency(),
                model.timeoutSeconds(),
                model.priceOn(LocalDate.now(ZoneOffset.UTC)),
                model.provider().keyVariable(),
                offered.callable(model.provider().baseUrl()),
                Optional.empty());
    }

    private static List<String> capabilities(CatalogueModel model) {
        Capabilities can = model.capabilities();
        List<String> names = new ArrayList<>();
        add(names, "json_object", can.jsonObject() && model.protocol() != Protocol.MESSAGES);
        add(names, "json_schema", can.jsonSchema());
        add(names, "reasoning", can.reasoning());
        add(names, "temperature", can.temperature());
        add(names, "seed", can.seed() && model.protocol() == Protocol.CHAT_COMPLETIONS);
        add(names, "streaming", can.streaming());
        return names;
    }

    private static void add(List<String> names, String name, boolean holds) {
        if (holds) {
            names.add(name);
        }
    }
}

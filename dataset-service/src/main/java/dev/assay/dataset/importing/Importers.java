package dev.assay.dataset.importing;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every format that can be imported. */
@ApplicationScoped
class Importers {

    private final List<ProblemImporter> importers;

    Importers(@All List<ProblemImporter> importers) {
        this.importers = importers.stream()
                .sorted(Comparator.comparing(ProblemImporter::format))
                .toList();
    }

    /** The importer that was asked for, or else the one that recognises the first problem. */
    ProblemImporter choose(Optional<String> format, ProblemDocument first) {
        return format.isPresent() ? named(format.get()) : recognising(first);
    }

    private ProblemImporter named(String format) {
        return importers.stream()
                .filter(importer -> importer.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new RefusedImport.Invalid(
                        "format", "`%s` is not known; known are %s".formatted(format, formats())));
    }

    private ProblemImporter recognising(ProblemDocument first) {
        return importers.stream()
                .filter(importer -> importer.recognises(first))
                .findFirst()
                .orElseThrow(() -> new RefusedImport.Invalid(
                        "line " + first.line(),
                        "the format is not recognised by the members %s; known are %s, to be named with `format`"
                                .formatted(members(first), formats())));
    }

    private static List<String> members(ProblemDocument document) {
        return document.problem().properties().stream().map(Map.Entry::getKey).toList();
    }

    private String formats() {
        return String.join(", ", importers.stream().map(ProblemImporter::format).toList());
    }
}

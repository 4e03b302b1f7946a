package dev.assay.experiment.run;

import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.run.Selections.Selected;
import dev.assay.experiment.validation.Violations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The languages of a run. Where there are several, a problem whose text names a language favours one of them. */
record LanguageComparison(Set<String> languages) {

    private static final int SHOWN = 5;

    static LanguageComparison of(List<Experiment> experiments) {
        return new LanguageComparison(experiments.stream()
                .map(Experiment::language)
                .flatMap(Optional::stream)
                .map(AnswerLanguage::id)
                .collect(Collectors.toSet()));
    }

    /** Notes a violation where languages are compared with problems that name one. */
    void requireFair(List<Selected> problems, String field, Violations violations) {
        if (languages.size() < 2) {
            return;
        }
        List<String> unfair = problems.stream()
                .filter(one -> !one.namedLanguages().isEmpty())
                .map(one -> one.problem().problemId() + " (" + String.join(", ", one.namedLanguages()) + ")")
                .limit(SHOWN)
                .toList();
        violations.require(
                unfair.isEmpty(),
                field,
                "languages cannot be compared with problems whose text names one: " + String.join("; ", unfair)
                        + "; leave them out of the slice, or run one language");
    }
}

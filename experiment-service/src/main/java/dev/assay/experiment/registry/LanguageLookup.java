package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.experiment.validation.Violations;
import java.util.Optional;

/** What the executors know of the languages that experiments name. */
@FunctionalInterface
interface LanguageLookup {

    /** The language; absent, with a violation, where it has no runtime or its documentation cannot be loaded. */
    Optional<AnswerLanguage> find(String id, Violations violations);
}

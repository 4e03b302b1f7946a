package dev.assay.executor.execute;

import dev.assay.contracts.record.AnswerForm;
import java.util.Optional;

/**
 * An answer to be run.
 *
 * @param language id of a runtime; present exactly where the problem leaves the language open
 */
public record Answer(AnswerForm form, String text, Optional<String> language) {}

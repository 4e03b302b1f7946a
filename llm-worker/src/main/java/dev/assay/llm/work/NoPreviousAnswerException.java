package dev.assay.llm.work;

import java.util.UUID;

/** An attempt is to repair an answer that the ledger does not have. */
final class NoPreviousAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPreviousAnswerException(UUID attemptId) {
        super("the ledger has no answer of the attempt " + attemptId + ", which the prompt has to show");
    }
}

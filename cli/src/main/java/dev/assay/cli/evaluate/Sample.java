package dev.assay.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.record.AnswerForm;

/**
 * An answer that a person brought.
 *
 * @param where file and line, for messages
 * @param naming how {@code task} names the problem
 * @param document what the results file says of it, with {@code result} and {@code passed} to be added
 */
record Sample(String where, Naming naming, String task, AnswerForm form, String answer, ObjectNode document) {

    /** How a sample names its problem. */
    enum Naming {
        /** By its id, {@code HumanEval/0}. */
        ID,
        /** By a folder's name, {@code HumanEval_0}. */
        FOLDER
    }
}

package dev.assay.llm.work;

import dev.assay.contracts.record.Generation;
import dev.assay.llm.call.CallFailure;

/** What came of making a call ready. */
public sealed interface Preparation {

    /** It can be made. */
    record Ready(PreparedCall call) implements Preparation {}

    /** It need not be made: an earlier answer serves. */
    record Served(Generation generation, String requestHash) implements Preparation {}

    /** Later, perhaps. */
    record NotYet(String why) implements Preparation {}

    /** It can never be made. */
    record Impossible(CallFailure failure) implements Preparation {}
}

package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.record.Execution.Extraction;
import java.util.Optional;

/** What the candidate's side reports about finding code in an answer. */
final class Extractions {

    /** Version of the rules; raise it together with {@code extraction.py}. */
    static final String VERSION = "1";

    /** The search itself did not survive the answer. */
    static final String CRASHED = "extraction_crashed";

    private Extractions() {}

    static Extraction of(JsonNode report) {
        return new Extraction(
                Optional.of(TypedText.forPeople(report.get("code"))),
                report.get("rule").asText(),
                VERSION);
    }
}

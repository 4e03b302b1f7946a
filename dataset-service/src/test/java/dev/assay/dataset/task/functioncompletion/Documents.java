package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.dataset.importing.ProblemDocument;

/** Makes problem documents out of JSON text. */
final class Documents {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Documents() {}

    static ProblemDocument of(String json) {
        try {
            return new ProblemDocument(JsonNodeFactory.instance.objectNode(), JSON.readTree(json), 0, 1);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

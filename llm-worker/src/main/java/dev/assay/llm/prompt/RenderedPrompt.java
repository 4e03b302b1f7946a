package dev.assay.llm.prompt;

import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;

/** A problem as it is put to a model. */
public record RenderedPrompt(String template, AnswerForm form, List<ChatMessage> messages) {

    /** SHA-256 of the messages. */
    public String hash() {
        return Ids.sha256(AssayJson.writeBytes(messages));
    }
}

package dev.assay.llm.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.llm.catalogue.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fits what an experiment asks to what a model can do, and notes every difference. */
final class Adaptations {

    private final List<String> notes = new ArrayList<>();

    List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String what) {
        notes.add(what);
    }

    /** Temperature and top_p, where the model takes them. */
    void temperature(ObjectNode body, Sampling sampling, Capabilities can) {
        if (!can.temperature()) {
            notes.add("temperature: not sent");
            return;
        }
        body.put("temperature", sampling.temperature());
        sampling.topP().ifPresent(topP -> body.put("top_p", topP));
    }

    /** The limit of the output, at most what the model can write. */
    int maxOutputTokens(Sampling sampling, Capabilities can) {
        int asked = sampling.maxOutputTokens();
        int most = can.maxOutputTokens().orElse(asked);
        if (most < asked) {
            notes.add("max_output_tokens: " + asked + " -> " + most);
        }
        return Math.min(asked, most);
    }

    /** The effort, where the model reasons. */
    Optional<String> effort(Sampling sampling, Capabilities can) {
        if (sampling.reasoningEffort().isPresent() && !can.reasoning()) {
            notes.add("reasoning_effort: not sent");
            return Optional.empty();
        }
        return sampling.reasoningEffort();
    }

    /**
     * The format: a schema degrades to an object, an object to what the prompt says.
     *
     * @throws CannotDegradeException where it would have to, and the experiment forbids it
     */
    Optional<ResponseFormat> format(Sampling sampling, boolean schema, boolean object) {
        return sampling.responseFormat().flatMap(asked -> format(asked, schema, object));
    }

    private Optional<ResponseFormat> format(ResponseFormat asked, boolean schema, boolean object) {
        Optional<ResponseFormat> sent = switch (asked) {
            case ResponseFormat.JsonSchema _ when schema -> Optional.of(asked);
            case ResponseFormat.JsonSchema _
            when object -> {
                notes.add("response_format: json_schema -> json_object");
                yield Optional.of(new ResponseFormat.JsonObject(asked.degrade()));
            }
            case ResponseFormat.JsonObject _ when object -> Optional.of(asked);
            case ResponseFormat.JsonSchema _ -> promptOnly("json_schema");
            case ResponseFormat.JsonObject _ -> promptOnly("json_object");
        };
        if (!asked.mayDegrade() && !sent.equals(Optional.of(asked))) {
            throw new CannotDegradeException(asked.type());
        }
        return sent;
    }

    private Optional<ResponseFormat> promptOnly(String asked) {
        notes.add("response_format: " + asked + " -> prompt only");
        return Optional.empty();
    }
}

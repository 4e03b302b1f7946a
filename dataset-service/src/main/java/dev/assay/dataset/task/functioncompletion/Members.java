package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.ArrayList;
import java.util.List;

/** The members of a problem in a published format, each with a complaint that names it. */
final class Members {

    private final JsonNode problem;

    Members(JsonNode problem) {
        this.problem = problem;
    }

    /** Whether a problem has every one of the members. */
    static boolean has(JsonNode problem, String... names) {
        for (String name : names) {
            if (!problem.has(name)) {
                return false;
            }
        }
        return true;
    }

    /** A text that must be there. */
    String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw new InvalidProblem(name, "must be a text");
        }
        return value.textValue();
    }

    /** A text, or {@code otherwise} where it is absent. */
    String text(String name, String otherwise) {
        return problem.hasNonNull(name) ? text(name) : otherwise;
    }

    /** A text, or the only item of a list, which some copies of a data set make of it. */
    String textOrOnlyText(String name) {
        JsonNode value = required(name);
        JsonNode text = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (!text.isTextual()) {
            throw new InvalidProblem(name, "must be a text");
        }
        return text.textValue();
    }

    /** An id, which some data sets give as a number. */
    String id(String name) {
        JsonNode value = required(name);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new InvalidProblem(name, "must be a text or a whole number");
        }
        return value.asText();
    }

    /** Texts; none where the member is absent. */
    List<String> texts(String name) {
        if (!problem.hasNonNull(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(name)) {
            if (!item.isTextual()) {
                throw new InvalidProblem("%s[%d]".formatted(name, texts.size()), "must be a text");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** An array that must be there. */
    JsonNode array(String name) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw new InvalidProblem(name, "must be an array");
        }
        return value;
    }

    /** A number, or 0 where it is absent. */
    double number(String name) {
        JsonNode value = problem.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isNumber()) {
            throw new InvalidProblem(name, "must be a number");
        }
        return value.doubleValue();
    }

    private JsonNode required(String name) {
        JsonNode value = problem.get(name);
        if (value == null || value.isNull()) {
            throw new InvalidProblem(name, "is missing");
        }
        return value;
    }
}

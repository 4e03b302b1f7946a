package dev.assay.experiment.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Says which field of a JSON body is wrong, and how, in words that name no class. */
public final class BodyProblems {

    private BodyProblems() {}

    /** The path of the field ({@code model.price.input}, {@code tags[2]}); {@code body} for the whole. */
    public static String field(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return "body";
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /** What is wrong with it. */
    public static String message(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                "is not a known field; known here: "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidFormatException format -> "cannot be " + quoted(format.getValue());
            case MismatchedInputException mismatch -> "has the wrong JSON type";
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException -> "is too large";
            case JsonMappingException mapping -> "cannot be read";
            default -> "is not valid JSON: " + failure.getOriginalMessage();
        };
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        return "'" + text.substring(0, Math.min(text.length(), 80)) + "'";
    }
}

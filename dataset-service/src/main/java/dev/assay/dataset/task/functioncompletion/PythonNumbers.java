package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Floating-point and complex numbers as Python writes them. */
final class PythonNumbers {

    private static final String REAL = "[+-]?(?:\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?|inf|nan)";
    private static final Pattern ONLY_REAL = Pattern.compile(REAL);
    private static final Pattern COMPLEX = Pattern.compile("(?<real>%s)??(?<imaginary>%s)j".formatted(REAL, REAL));

    private PythonNumbers() {}

    /** What {@code float(text)} gives. */
    static double real(String text) {
        String number = text.strip();
        if (!ONLY_REAL.matcher(number).matches()) {
            throw new InvalidProblem("base_input, plus_input", "`%s` is not a number".formatted(text));
        }
        return switch (number.replaceFirst("^[+-]", "")) {
            case "nan" -> Double.NaN;
            case "inf" -> number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
    }

    /** What {@code complex(text)} gives, in typed JSON. */
    static JsonNode complex(String text) {
        String number = text.strip().replaceFirst("^\\((.*)\\)$", "$1");
        Matcher matcher = COMPLEX.matcher(number);
        if (!matcher.matches()) {
            return TypedJson.complex(real(number), 0);
        }
        String real = matcher.group("real");
        return TypedJson.complex(real == null ? 0 : real(real), real(matcher.group("imaginary")));
    }
}

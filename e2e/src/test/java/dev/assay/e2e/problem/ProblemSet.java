package dev.assay.e2e.problem;

import dev.assay.contracts.json.AssayJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A data set of small problems, whose hidden tests hold numbers that occur nowhere else. */
public record ProblemSet(String id, List<Problem> problems) {

    private static final int FIRST_FACTOR = 3;

    /** Problems {@code <prefix>_0}, {@code <prefix>_1} …: multiply by a number each. */
    public static ProblemSet multiplying(String id, String prefix, int count) {
        return new ProblemSet(
                id,
                IntStream.range(0, count)
                        .mapToObj(index -> multiplying(prefix + "_" + index, FIRST_FACTOR + index))
                        .toList());
    }

    private static Problem multiplying(String name, int factor) {
        long argument = 918_273_645L + factor;
        return new Problem(
                name,
                "Return n times " + factor + ".",
                "return n * " + factor,
                2,
                2 * factor,
                Map.of(argument, argument * factor, -argument, -argument * factor));
    }

    /** The problem whose function a prompt asks for. */
    public Problem askedFor(String prompt) {
        return problems.stream()
                .filter(problem -> prompt.contains("def " + problem.name() + "("))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no problem of " + id + " is in the prompt: " + prompt));
    }

    /** The file that is imported. */
    public byte[] file() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "assay");
        document.put("format_version", 1);
        document.put("name", "End-to-end set " + id);
        document.put("license", "Apache-2.0");
        document.put("task_type", "function-completion");
        document.put("language", "python");
        document.put("problems", problems.stream().map(Problem::document).toList());
        return AssayJson.writeBytes(document);
    }
}

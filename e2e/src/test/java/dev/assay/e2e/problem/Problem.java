package dev.assay.e2e.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem in Assay's own format: a function of one number, with one public and some hidden tests.
 *
 * @param name of the function, and the problem's id
 * @param task what it must do, in words
 * @param reference a right body in one line
 * @param hidden argument and result of the hidden tests
 */
public record Problem(
        String name, String task, String reference, int publicArgument, int publicResult, Map<Long, Long> hidden) {

    private static final double CPU_SECONDS = 3;

    /** What the function begins with; a prompt holds it whatever the template. */
    public String prompt() {
        return "def " + name + "(n: int) -> int:\n    \"\"\"" + task + "\n\n    >>> " + name + "(" + publicArgument
                + ")\n    " + publicResult + "\n    \"\"\"\n";
    }

    /** A whole program with the given body. */
    public String program(String body) {
        return prompt() + body.indent(4);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", name);
        document.put("prompt", prompt());
        document.put("entry_point", name);
        document.put("reference", reference.indent(4));
        document.put("tests", tests());
        document.put("limits", Map.of("cpu_seconds", CPU_SECONDS));
        return document;
    }

    private List<Map<String, Object>> tests() {
        List<Map<String, Object>> tests = new java.util.ArrayList<>();
        tests.add(test("shown", "public", publicArgument, publicResult));
        hidden.forEach((argument, result) -> tests.add(test("kept " + tests.size(), "hidden", argument, result)));
        return tests;
    }

    private static Map<String, Object> test(String name, String visibility, long argument, long result) {
        return Map.of("name", name, "visibility", visibility, "args", List.of(argument), "expected", result);
    }
}

package dev.assay.dataset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;

/** Builds small data sets in our own format, each with content that no other has. */
public final class OwnFormat {

    private static final JsonMapper JSON = new JsonMapper();

    private OwnFormat() {}

    /** A file of problems that differ from those of any other {@code content}. */
    public static String file(String content, int problems) {
        ObjectNode file = JSON.createObjectNode();
        file.put("format", "assay")
                .put("format_version", 1)
                .put("name", "Set " + content)
                .put("license", "MIT");
        file.put("task_type", "function-completion").put("language", "python");
        var all = file.putArray("problems");
        IntStream.range(0, problems).forEach(number -> all.add(problem(content, number)));
        return file.toString();
    }

    private static ObjectNode problem(String content, int number) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("id", content + "/" + number);
        problem.put("prompt", "def twice(n):\n    '''Twice n, in %s, number %d.'''\n".formatted(content, number));
        problem.put("entry_point", "twice").put("reference", "    return 2 * n\n");
        var tests = problem.putArray("tests");
        tests.addObject()
                .put("name", "four")
                .put("visibility", "public")
                .put("expected", 8)
                .putArray("args")
                .add(4);
        tests.addObject()
                .put("name", "secret")
                .put("visibility", "hidden")
                .put("expected", 1717986)
                .putArray("args")
                .add(858993);
        problem.putArray("known_bad").addObject().put("name", "square").put("code", "    return n * n / 2\n");
        return problem;
    }
}

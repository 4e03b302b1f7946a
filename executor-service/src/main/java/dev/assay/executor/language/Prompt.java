package dev.assay.executor.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The code of a prompt, and how an answer goes with it. */
final class Prompt {

    private final Runtime runtime;
    private final String code;
    private final List<String> before;

    Prompt(Runtime runtime, String code, String entryPoint) {
        this.runtime = runtime;
        this.code = code;
        this.before = before(code, entryPoint);
    }

    /** What stands before the line that begins the function: the last one that names it. */
    private static List<String> before(String code, String entryPoint) {
        List<String> lines = code.lines().toList();
        for (int line = lines.size() - 1; line >= 0; line--) {
            if (lines.get(line).contains(entryPoint)) {
                return lines.subList(0, line);
            }
        }
        return List.of();
    }

    /** The program where the answer is the body; braces that neither closes are closed. */
    String continuedBy(String body) {
        String program = code + (code.endsWith("\n") ? "" : "\n") + body;
        int open = depth(code.lines().toList()) + depth(body.lines().toList());
        return program + (program.endsWith("\n") ? "" : "\n") + "}\n".repeat(Math.max(0, open));
    }

    /** The program where the answer is the whole function: imports, helpers and an open class of the prompt around it. */
    String around(String answer) {
        int open = depth(before);
        Optional<Integer> classLine = open > 0 ? lineOfClass(answer) : Optional.empty();
        List<String> kept = classLine.map(line -> before.subList(0, line)).orElse(before);
        String program = runtime.imports()
                .map(imports -> merged(imports, kept, answer.lines().toList()))
                .orElse(String.join("\n", kept) + "\n" + answer);
        return program + "\n" + (classLine.isPresent() ? "" : "}\n".repeat(Math.max(0, open)));
    }

    /** The line that opens a class which the answer defines itself. */
    private Optional<Integer> lineOfClass(String answer) {
        for (int line = before.size() - 1; line >= 0; line--) {
            String text = before.get(line).strip();
            int at = text.indexOf("class ");
            if (at >= 0 && text.endsWith("{")) {
                String name = text.substring(at).split("[ {]+")[1];
                return answer.contains("class " + name) ? Optional.of(line) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Braces left open, but for those in comments. */
    private static int depth(List<String> lines) {
        int depth = 0;
        for (String line : lines) {
            String text = line.strip();
            if (!text.startsWith("*") && !text.startsWith("//") && !text.startsWith("/*")) {
                depth += (int) text.chars().filter(one -> one == '{').count();
                depth -= (int) text.chars().filter(one -> one == '}').count();
            }
        }
        return depth;
    }

    /** Both texts with each import once, at the top: languages that have such a rule refuse a second one. */
    private static String merged(Runtime.Imports imports, List<String> prompt, List<String> answer) {
        Set<String> imported = new LinkedHashSet<>();
        List<String> rest = new ArrayList<>();
        List<String> head = new ArrayList<>();
        for (String line : withoutImports(imports, prompt, imported)) {
            (line.startsWith(imports.drop() + " ") ? head : rest).add(line);
        }
        withoutImports(imports, answer, imported).stream()
                .filter(line -> !line.startsWith(imports.drop() + " "))
                .forEach(rest::add);
        String lines = String.join("\n", head) + "\n";
        String block = imported.isEmpty() ? "" : imports.keyword() + " (\n" + String.join("\n", imported) + "\n)\n";
        return lines + block + String.join("\n", rest) + "\n";
    }

    private static List<String> withoutImports(Runtime.Imports imports, List<String> lines, Set<String> imported) {
        List<String> rest = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines) {
            String text = line.strip();
            if (inBlock) {
                inBlock = !text.startsWith(")");
                if (inBlock && !text.isEmpty()) {
                    imported.add(text);
                }
            } else if (line.startsWith(imports.keyword() + " ")) {
                String what = text.substring(imports.keyword().length()).strip();
                inBlock = what.startsWith("(") && !what.endsWith(")");
                if (!what.startsWith("(")) {
                    imported.add(what);
                }
            } else {
                rest.add(line);
            }
        }
        return rest;
    }
}

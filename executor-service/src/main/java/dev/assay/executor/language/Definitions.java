package dev.assay.executor.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether code defines the function that was asked for, or only uses it. */
final class Definitions {

    private static final int MOST_PLACES = 1000;
    private static final int LONGEST_HEAD = 2000;
    private static final Set<String> STATEMENTS = Set.of("if", "while", "for", "switch", "else", "return", "catch");

    private final String name;
    private final List<Pattern> patterns = new ArrayList<>();

    Definitions(Runtime runtime, String name) {
        this.name = name;
        for (String definition : runtime.definitions()) {
            StringBuilder pattern = new StringBuilder("(?<![\\w$])");
            for (String word : definition.split(" ")) {
                pattern.append(pattern.length() > "(?<![\\w$])".length() ? separator(word) : "");
                pattern.append(Pattern.quote(word.replace("{name}", name)));
            }
            patterns.add(Pattern.compile(pattern + end(definition)));
        }
    }

    private static String separator(String word) {
        return Character.isLetter(word.charAt(0)) || word.startsWith("{") ? "\\s{1,20}" : "\\s{0,20}";
    }

    /** A name that goes on is another name, and two equals signs are no assignment. */
    private static String end(String definition) {
        return definition.endsWith("=") ? "(?!=)" : definition.endsWith("}") ? "(?![\\w$])" : "";
    }

    boolean isIn(String code) {
        return patterns.isEmpty()
                ? hasHead(code)
                : patterns.stream().anyMatch(pattern -> pattern.matcher(code).find());
    }

    /** Whether the name, parentheses and a brace follow one another, as where a function is defined in C or Java. */
    private boolean hasHead(String code) {
        int place = code.indexOf(name);
        for (int seen = 0; place >= 0 && seen < MOST_PLACES; seen++) {
            if (isHead(code, place)) {
                return true;
            }
            place = code.indexOf(name, place + 1);
        }
        return false;
    }

    private boolean isHead(String code, int place) {
        String nearby = code.substring(Math.max(0, place - LONGEST_HEAD), place);
        String before = nearby.substring(nearby.lastIndexOf('\n') + 1).strip();
        String first = before.isEmpty() ? "" : before.split("\\W", 2)[0];
        if (before.isEmpty() || STATEMENTS.contains(first) || Character.isJavaIdentifierPart(code.charAt(place - 1))) {
            return false;
        }
        int at = skipSpace(code, place + name.length());
        int end = Math.min(code.length(), place + LONGEST_HEAD);
        int depth = 0;
        if (at >= end || code.charAt(at) != '(') {
            return false;
        }
        for (; at < end; at++) {
            depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        for (at++; at < end; at++) {
            char next = code.charAt(at);
            if (next == '{') {
                return true;
            }
            if (!Character.isLetterOrDigit(next) && !Character.isWhitespace(next) && "_,.<>&*[]".indexOf(next) < 0) {
                return false;
            }
        }
        return false;
    }

    private static int skipSpace(String code, int from) {
        int at = from;
        while (at < code.length() && Character.isWhitespace(code.charAt(at)) && at - from < LONGEST_HEAD) {
            at++;
        }
        return at;
    }
}

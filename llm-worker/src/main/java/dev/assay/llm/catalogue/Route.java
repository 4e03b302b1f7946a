package dev.assay.llm.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What holds for every model whose slug fits one of the patterns; {@code *} in them stands for any characters. */
record Route(List<String> patterns, Traits traits) {

    boolean fits(String slug) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(slug).matches());
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

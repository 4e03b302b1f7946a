package dev.assay.llm.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What holds for every model whose slug fits one of the patterns; {@code *} in them stands for any characters. */
record Route(List<Pattern> patterns, Traits traits) {

    static Route of(List<String> patterns, Traits traits) {
        return new Route(patterns.stream().map(Route::regex).toList(), traits);
    }

    boolean fits(String slug) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(slug).matches());
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

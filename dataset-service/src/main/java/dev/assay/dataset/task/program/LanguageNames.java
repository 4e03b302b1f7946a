package dev.assay.dataset.task.program;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The languages that a description names. A name that is a usual word as well ({@code go}, {@code rust}) counts only
 * with its capital and after "in".
 */
final class LanguageNames {

    private static final Pattern NAME = Pattern.compile(
            "(?<![\\w-])(?:(?i:(python|javascript|typescript|java|bash|golang|c\\+\\+|ruby|perl|php|kotlin|ilo))"
                    + "|(?<=\\b[Ii]n )(Go|C|Rust|Swift))(?![\\w+#-])");

    private static final Map<String, String> IDS = Map.of("golang", "go", "c++", "cpp");

    private LanguageNames() {}

    /** Ids of runtimes, each once, in the order of the alphabet. */
    static List<String> in(String description) {
        return NAME.matcher(description)
                .results()
                .map(MatchResult::group)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> IDS.getOrDefault(name, name))
                .distinct()
                .sorted()
                .toList();
    }
}

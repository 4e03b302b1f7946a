package dev.assay.dataset.slices;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a data set, as it is written: {@code all}, {@code 0-10} by place, or problem ids joined by commas. */
sealed interface Selector {

    String ALL = "all";
    Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /** Every problem. */
    record All() implements Selector {}

    /** Problems by place, from 0; the end does not belong to it. */
    record Range(int from, int to) implements Selector {}

    /** Problems by id. */
    record Ids(List<String> ids) implements Selector {}

    /** Reads a selector; throws {@link InvalidSelector} where it can select nothing. */
    static Selector parse(String text) {
        String selector = text.strip();
        if (selector.equals(ALL)) {
            return new All();
        }
        Matcher range = RANGE.matcher(selector);
        if (range.matches()) {
            return range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        if (selector.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSelector("a selector has no control characters");
        }
        List<String> ids =
                Arrays.stream(selector.split(",", -1)).map(String::strip).toList();
        if (ids.contains("")) {
            throw new InvalidSelector(
                    "`%s` is not a selector: write `all`, a range like `0-10`, or problem ids joined by commas"
                            .formatted(text));
        }
        Set<String> distinct = new LinkedHashSet<>(ids);
        if (distinct.size() < ids.size()) {
            throw new InvalidSelector("`%s` names a problem twice".formatted(text));
        }
        return new Ids(ids);
    }

    private static Range range(int from, int to) {
        if (from >= to) {
            throw new InvalidSelector("the range %d-%d is empty: the end does not belong to it, so one problem is %d-%d"
                    .formatted(from, to, from, from + 1));
        }
        return new Range(from, to);
    }
}

package dev.assay.llm.call;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds names that somebody may have meant who wrote another one. */
public final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** Up to three of {@code known} that contain {@code name} or differ from it in a third of its letters, nearest first. */
    public static List<String> of(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(one -> distance(wanted, one) <= Math.max(1, wanted.length() / 3)
                        || !wanted.isEmpty() && one.toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Comparator.<String>comparingInt(one -> distance(wanted, one))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int distance(String wanted, String known) {
        return LevenshteinDistance.getDefaultInstance().apply(wanted, known.toLowerCase(Locale.ROOT));
    }
}

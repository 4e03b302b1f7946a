package dev.assay.llm.call;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes the worker's keys out of text, wherever it came from; also as some servers write them in JSON. */
final class Secrets {

    static final String IN_PLACE_OF_A_KEY = "[key removed]";

    /** Place-holders such as {@code none} or {@code EMPTY} are no secrets, and answers may well contain them. */
    private static final int SHORTEST_SECRET = 8;

    private final List<String> keys;

    Secrets(List<String> keys) {
        this.keys = keys.stream()
                .filter(key -> key.length() >= SHORTEST_SECRET)
                .flatMap(key -> Stream.of(key, key.replace("/", "\\/")))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without the keys. */
    String removedFrom(String text) {
        String result = text;
        for (String key : keys) {
            result = result.replace(key, IN_PLACE_OF_A_KEY);
        }
        return result;
    }
}

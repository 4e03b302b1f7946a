package dev.assay.model.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries characters through the native chat template that its Java binding would damage: those beyond the basic plane and
 * NUL come back from it broken, so each travels as a private-use character that occurs nowhere else.
 */
final class Placeholders {

    private static final int FIRST = 0xE000;
    private static final int LAST = 0xF8FF;

    private final Map<Integer, Integer> carriers = new HashMap<>();
    private final Map<Integer, Integer> carried = new HashMap<>();

    Placeholders(List<String> texts) {
        int next = FIRST;
        for (String text : texts) {
            for (int character : text.codePoints().toArray()) {
                if (!isFragile(character) || carriers.containsKey(character)) {
                    continue;
                }
                next = free(next, texts);
                carriers.put(character, next);
                carried.put(next, character);
                next++;
            }
        }
    }

    String pack(String text) {
        return replace(text, carriers);
    }

    String unpack(String text) {
        return replace(text, carried);
    }

    private static boolean isFragile(int character) {
        return character == 0 || Character.isSupplementaryCodePoint(character);
    }

    private static int free(int from, List<String> texts) {
        for (int candidate = from; candidate <= LAST; candidate++) {
            int character = candidate;
            if (texts.stream().allMatch(text -> text.indexOf(character) < 0)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("the messages have too many different characters beyond the basic plane");
    }

    private static String replace(String text, Map<Integer, Integer> replacements) {
        if (replacements.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(character -> out.appendCodePoint(replacements.getOrDefault(character, character)));
        return out.toString();
    }
}

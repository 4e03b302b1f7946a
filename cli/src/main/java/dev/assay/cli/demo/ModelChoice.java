package dev.assay.cli.demo;

import dev.assay.cli.failure.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which of a server's models is meant; a name that it does not list is an error that names the ones like it. */
final class ModelChoice {

    private static final int SHOWN = 10;

    private ModelChoice() {}

    /** The model to ask; {@code listed} is empty where the server does not tell. */
    static String choose(Optional<String> wanted, Optional<List<String>> listed, ModelServer server) {
        if (wanted.isPresent()) {
            listed.filter(names -> !names.contains(wanted.get())).ifPresent(names -> {
                throw Failure.usage("model '" + wanted.get() + "' is not served at " + server.baseUrl() + "; it has: "
                        + String.join(", ", similar(wanted.get(), names)));
            });
            return wanted.get();
        }
        List<String> names = listed.orElse(List.of());
        return switch (names.size()) {
            case 1 -> names.getFirst();
            case 0 -> throw Failure.usage(server.baseUrl() + " does not list its models; name one with --model");
            default ->
                throw Failure.usage("choose a model with --model; " + server.baseUrl() + " has: "
                        + String.join(", ", names.stream().sorted().limit(SHOWN).toList())
                        + (names.size() > SHOWN ? ", … (" + names.size() + ")" : ""));
        };
    }

    /** At most ten names, the most similar first. */
    static List<String> similar(String wanted, List<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.<String>comparingDouble(name -> -similarity(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Share of letter pairs in common (Dice), from 0 to 1. */
    private static double similarity(String one, String other) {
        List<String> ones = pairs(one);
        List<String> others = new ArrayList<>(pairs(other));
        int total = ones.size() + others.size();
        long common = ones.stream().filter(others::remove).count();
        return total == 0 ? 0 : 2.0 * common / total;
    }

    private static List<String> pairs(String text) {
        return IntStream.range(0, Math.max(0, text.length() - 1))
                .mapToObj(at -> text.substring(at, at + 2))
                .toList();
    }
}

package dev.assay.executor.language;

import dev.assay.contracts.Ids;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A runtime that works in the sandboxes here.
 *
 * @param programs paths without links
 * @param readOnly folders that exist
 * @param files what is put beside the source
 * @param version as it says itself
 */
public record InstalledRuntime(
        Runtime runtime, Map<String, Path> programs, List<Path> readOnly, Map<String, byte[]> files, String version) {

    private static final int MIB = 1024 * 1024;

    /** Name and version for records. */
    public String label() {
        return version.toLowerCase(java.util.Locale.ROOT).contains(runtime.id())
                ? version
                : runtime.id() + ": " + version;
    }

    /** SHA-256 of all that a program may depend on. */
    public String environmentHash(String sandbox) {
        return Ids.sha256(sandbox + "\n" + version + "\n" + runtime);
    }

    /** A command with its places filled. */
    List<String> command(List<String> words, long memoryBytes) {
        Map<String, String> places = new TreeMap<>();
        programs.forEach((name, path) -> {
            places.put("{" + name + "}", path.toString());
            places.put("{" + name + ".folder}", path.getParent().toString());
        });
        long megabytes = memoryBytes / MIB;
        places.put("{memory_mb}", Long.toString(megabytes));
        places.put("{heap_mb}", Long.toString(Math.max(1, megabytes * 3 / 5)));
        return words.stream().map(word -> filled(word, places)).toList();
    }

    private static String filled(String word, Map<String, String> places) {
        String filled = word;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }
}

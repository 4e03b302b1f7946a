package dev.assay.benchmark.calls;

import dev.assay.local.platform.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parts of a platform used while something ran.
 *
 * @param cpuSeconds by part
 * @param mostBytes the most memory that each had resident since it started; PostgreSQL's shared memory once
 */
record PartUse(Map<String, Double> cpuSeconds, Map<String, Long> mostBytes) {

    private static final double MIB = 1048576;

    private static final List<String> PARTS = List.of(
            "llm-worker",
            "experiment-service",
            "scorer-service",
            "executor-service",
            "dataset-service",
            "kafka",
            "postgres");

    static Map<String, Double> cpu(Platform platform) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        PARTS.forEach(part -> seconds.put(part, ProcessStat.cpuSeconds(platform.pid(part))));
        return seconds;
    }

    /** What was used since {@code before}, as {@link #cpu} gave it. */
    static PartUse since(Map<String, Double> before, Platform platform) {
        Map<String, Double> used = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        cpu(platform).forEach((part, seconds) -> {
            used.put(part, seconds - before.get(part));
            memory.put(part, ProcessStat.mostResidentBytes(platform.pid(part)));
        });
        return new PartUse(used, memory);
    }

    /** A line a part. */
    String text(int calls) {
        StringBuilder text = new StringBuilder();
        cpuSeconds.forEach((part, seconds) -> text.append("%-20s CPU %7.2f s, %.2f ms a call, at most %.0f MiB%n"
                .formatted(part, seconds, 1000 * seconds / calls, mostBytes.get(part) / MIB)));
        return text.toString().stripTrailing();
    }
}

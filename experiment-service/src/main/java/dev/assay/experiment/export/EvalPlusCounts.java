package dev.assay.experiment.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.statistics.PassEstimates;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** {@code pass_at_k} of EvalPlus' results: for each k of 1, 10 and 100 that every task has samples for. */
final class EvalPlusCounts {

    private static final List<Integer> USUAL = List.of(1, 10, 100);

    private final Map<String, Task> tasks = new LinkedHashMap<>();

    private record Task(int samples, int base, int both, boolean plus) {

        Task plus(Task more) {
            return new Task(samples + more.samples, base + more.base, both + more.both, plus || more.plus);
        }
    }

    void add(String task, EvalPlusStatus status) {
        Task one = new Task(
                1,
                status.basePassed() ? 1 : 0,
                status.bothPassed() ? 1 : 0,
                status.plus().isPresent());
        tasks.merge(task, one, Task::plus);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("pass_at_k");
        json.writeObjectField("base", estimates(Task::base));
        if (tasks.values().stream().anyMatch(Task::plus)) {
            json.writeObjectField("plus", estimates(Task::both));
        }
        json.writeEndObject();
    }

    private Map<String, Double> estimates(ToIntFunction<Task> passed) {
        int fewest = tasks.values().stream().mapToInt(Task::samples).min().orElse(0);
        Map<String, Double> estimates = new LinkedHashMap<>();
        USUAL.stream().filter(k -> k <= fewest).forEach(k -> estimates.put("pass@" + k, mean(passed, k)));
        return estimates;
    }

    private double mean(ToIntFunction<Task> passed, int k) {
        return tasks.values().stream()
                .mapToDouble(task -> PassEstimates.passAtK(task.samples(), passed.applyAsInt(task), k)
                        .orElseThrow())
                .average()
                .orElseThrow();
    }
}

package dev.assay.scorer.task;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The scorers there are, by task type. */
@Singleton
public class Scorers {

    private final Map<String, Scorer> byTaskType;

    /** Throws {@link IllegalStateException} where two scorers claim one task type. */
    public Scorers(@All List<Scorer> scorers) {
        this.byTaskType = scorers.stream().collect(Collectors.toMap(Scorer::taskType, Function.identity()));
    }

    public Optional<Scorer> of(String taskType) {
        return Optional.ofNullable(byTaskType.get(taskType));
    }
}

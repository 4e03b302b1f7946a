package dev.assay.executor.execute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The planners of all task types. */
@ApplicationScoped
public class Planners {

    private final Map<String, ExecutionPlanner> byTaskType;

    Planners(Instance<ExecutionPlanner> planners) {
        this.byTaskType = planners.stream().collect(Collectors.toMap(ExecutionPlanner::taskType, Function.identity()));
    }

    /** The task types whose answers are run, in the order of their names. */
    public List<String> taskTypes() {
        return byTaskType.keySet().stream().sorted().toList();
    }

    Optional<ExecutionPlanner> of(String taskType) {
        return Optional.ofNullable(byTaskType.get(taskType));
    }
}

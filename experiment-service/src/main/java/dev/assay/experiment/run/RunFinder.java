package dev.assay.experiment.run;

import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the run that a person means: by its id, or by the beginning of it that no other run has. */
@ApplicationScoped
public class RunFinder {

    private static final int SHOWN = 5;

    private final RunStore store;

    RunFinder(RunStore store) {
        this.store = store;
    }

    /** The run; a 404 where there is none, a 400 where there are several. */
    public RunRow find(String prefix) {
        if (prefix.isBlank() || !Violations.isStorable(prefix)) {
            throw Problems.notFound("run " + prefix.replace('\u0000', ' '));
        }
        List<RunRow> found = store.find(prefix, SHOWN);
        if (found.isEmpty()) {
            throw Problems.notFound("run " + prefix);
        }
        if (found.size() > 1) {
            throw Problems.badField(
                    "run_id",
                    "several runs begin with " + prefix + ": "
                            + found.stream().map(RunRow::runId).collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }
}

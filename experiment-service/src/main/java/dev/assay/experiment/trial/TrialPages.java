package dev.assay.experiment.trial;

import dev.assay.contracts.run.Trial;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.trial.TrialStore.Placed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All trials of a run in order, some at a time, so that memory does not grow with the run. */
@ApplicationScoped
public class TrialPages {

    private static final int PAGE = 200;

    private final TrialStore store;

    TrialPages(TrialStore store) {
        this.store = store;
    }

    /** Takes the next trials of a run. */
    public interface Reader {
        void read(List<Trial> trials) throws IOException;
    }

    /** Reads all trials of a run, in the order of experiment, problem and sample. */
    public void of(String runId, Reader reader) throws IOException {
        PageRequest page = new PageRequest(Optional.empty(), PAGE);
        boolean more = true;
        while (more) {
            List<Placed> rows = store.list(runId, Optional.empty(), Optional.empty(), page);
            more = rows.size() > PAGE;
            List<Placed> items = more ? rows.subList(0, PAGE) : rows;
            reader.read(items.stream().map(Placed::trial).toList());
            if (more) {
                page = new PageRequest(Optional.of(items.getLast().cursor()), PAGE);
            }
        }
    }
}

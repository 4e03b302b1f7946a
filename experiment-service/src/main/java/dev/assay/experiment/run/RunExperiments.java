package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The experiments of runs, as they were when the run began. */
@ApplicationScoped
public class RunExperiments {

    private final Jdbi jdbi;

    RunExperiments(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * An experiment in its run.
     *
     * @param position its place in the run, from 0
     * @param windowKey of the model whose concurrency it shares
     * @param datasetVersion of the problems; empty where it has none
     */
    public record Placed(int position, String windowKey, Experiment experiment, String datasetVersion) {}

    /** The experiments of a run, in order. */
    public List<Placed> of(String runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.position, e.window_key, e.experiment,
                               coalesce((select p.dataset_version from trial t join problem p using (problem_key)
                                         where t.run_id = e.run_id and t.position = e.position limit 1), '') as version
                        from run_experiment e where e.run_id = :run order by e.position""")
                .bind("run", runId)
                .map((row, context) -> new Placed(
                        row.getInt("position"),
                        row.getString("window_key"),
                        AssayJson.read(row.getString("experiment"), Experiment.class),
                        row.getString("version")))
                .list());
    }

    /** An experiment that is in the run. */
    public Experiment in(String runId, String experimentId) {
        return of(runId).stream()
                .map(Placed::experiment)
                .filter(experiment -> experiment.experimentId().equals(experimentId))
                .findFirst()
                .orElseThrow();
    }
}

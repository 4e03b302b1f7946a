package dev.assay.experiment.comparison;

import dev.assay.contracts.comparison.ComparisonPlan.Side;
import dev.assay.contracts.comparison.ComparisonPlan.Unjudged;
import dev.assay.experiment.run.RunFinder;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Finds what a person names as sides of a comparison. */
@ApplicationScoped
public class ComparisonSides {

    private final Jdbi jdbi;
    private final RunFinder runs;

    ComparisonSides(Jdbi jdbi, RunFinder runs) {
        this.jdbi = jdbi;
        this.runs = runs;
    }

    /** The experiments that {@code RUN}, {@code RUN/EXPERIMENT} or {@code EXPERIMENT} stands for, each in its run. */
    public List<Side> of(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            String runId = runs.find(text.substring(0, slash)).runId();
            String experimentId = text.substring(slash + 1);
            return List.of(placed(runId).stream()
                    .filter(one -> one.experimentId().equals(experimentId))
                    .findFirst()
                    .map(one -> side(runId, one, text))
                    .orElseThrow(() -> Problems.notFound("experiment " + experimentId + " in run " + runId)));
        }
        Optional<String> newest = newestRunOf(text);
        if (newest.isPresent()) {
            return of(newest.get() + "/" + text);
        }
        String runId = runs.find(text).runId();
        List<Placed> experiments = placed(runId);
        return experiments.stream()
                .map(one -> side(runId, one, experiments.size() == 1 ? runId : runId + "/" + one.experimentId()))
                .toList();
    }

    /** Problems are the same only within a data set. */
    public void requireOneDataset(List<Side> sides) {
        List<String> datasets = datasets(sides);
        if (datasets.size() > 1) {
            throw Problems.impossible("the sides have different problems (data sets " + String.join(", ", datasets)
                    + "); compare runs over one data set");
        }
    }

    /** Whether the sides can be compared problem by problem. */
    public boolean haveOneDataset(List<Side> sides) {
        return datasets(sides).size() == 1;
    }

    private List<String> datasets(List<Side> sides) {
        return sides.stream()
                .flatMap(side -> placed(side.runId()).stream()
                        .filter(one -> one.experimentId().equals(side.experimentId()))
                        .map(Placed::datasetId))
                .distinct()
                .toList();
    }

    private record Placed(int position, String experimentId, String datasetId) {}

    private List<Placed> placed(String runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select position, experiment_id, experiment #>> '{dataset,dataset_id}' as dataset_id
                        from run_experiment where run_id = :run order by position""")
                .bind("run", runId)
                .map((row, context) ->
                        new Placed(row.getInt("position"), row.getString("experiment_id"), row.getString("dataset_id")))
                .list());
    }

    private Optional<String> newestRunOf(String experimentId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select run_id from run_experiment join run using (run_id)
                        where experiment_id = :experiment order by created_at desc limit 1""")
                .bind("experiment", experimentId.replace("\u0000", ""))
                .mapTo(String.class)
                .findOne());
    }

    private Side side(String runId, Placed placed, String name) {
        List<Unjudged> unjudged = jdbi.withHandle(handle -> handle.createQuery("""
                        select t.trial_id, p.problem_id,
                               case when t.state = 'finished' then t.verdict else coalesce(t.stop_reason, t.state) end
                                   as reason
                        from trial t join problem p using (problem_key)
                        where t.run_id = :run and t.position = :position
                          and (t.state <> 'finished' or t.verdict in ('infrastructure_error', 'unscorable'))
                        order by t.problem_ordinal, t.sample_number""")
                .bind("run", runId)
                .bind("position", placed.position())
                .map((row, context) -> new Unjudged(
                        row.getObject("trial_id", UUID.class), row.getString("problem_id"), row.getString("reason")))
                .list());
        return new Side(name, runId, placed.experimentId(), unjudged);
    }
}

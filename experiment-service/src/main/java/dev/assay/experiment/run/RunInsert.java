package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.run.PlannedRun.PlannedExperiment;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Inserts a run with its trials, within the caller's transaction; each table takes one statement an experiment. */
public final class RunInsert {

    private final Handle handle;

    public RunInsert(Handle handle) {
        this.handle = handle;
    }

    public void insert(PlannedRun run) {
        handle.createUpdate("""
                        insert into run (run_id, name, state, limit_usd, reuse_answers, account_changes, webhook_url,
                                         priority, mode)
                        values (:id, :name, 'running', :limit, :reuse, :account, :webhook, :priority, :mode)""")
                .bind("id", run.runId())
                .bind("name", run.name())
                .bind("limit", run.limitUsd())
                .bind("reuse", run.reuseAnswers())
                .bind("account", run.account() ? 1 : 0)
                .bind("webhook", run.webhookUrl().map(String::valueOf))
                .bind("priority", run.priority())
                .bind(
                        "mode",
                        RunMode.of(
                                run.experiments().stream().map(RunInsert::part).toList()))
                .execute();
        for (int position = 0; position < run.experiments().size(); position++) {
            insert(run.runId(), position, run.experiments().get(position));
        }
    }

    private static RunMode.Part part(PlannedExperiment planned) {
        return new RunMode.Part(
                planned.experiment(),
                planned.trials().stream()
                        .map(trial -> trial.problem().problemId())
                        .collect(Collectors.toSet()));
    }

    private void insert(String runId, int position, PlannedExperiment planned) {
        Experiment experiment = planned.experiment();
        handle.createUpdate("""
                        insert into run_experiment (run_id, position, experiment_id, window_key, max_concurrency,
                                                    timeout_seconds, experiment)
                        values (:run, :position, :id, :window, :concurrency, :timeout, cast(:document as jsonb))""")
                .bind("run", runId)
                .bind("position", position)
                .bind("id", experiment.experimentId())
                .bind("window", planned.windowKey())
                .bind("concurrency", experiment.model().maxConcurrency())
                .bind("timeout", experiment.model().timeoutSeconds())
                .bind("document", AssayJson.write(experiment))
                .execute();
        Strategy strategy = experiment.strategy();
        strategy.specifier().ifPresent(one -> insertRole(runId, position, CallRole.SPECIFIER, one.model()));
        strategy.reviewer().ifPresent(one -> insertRole(runId, position, CallRole.REVIEWER, one.model()));
        insertTrials(runId, position, experiment.experimentId(), planned.trials());
        strategy.specifier().ifPresent(one -> queueSpecifications(runId, position, one.model()));
    }

    /** One call a problem, in the name of its first trial; the others wait for it as well. */
    private void queueSpecifications(String runId, int position, ModelSpec specifier) {
        Map<UUID, UUID> firsts = handle.createQuery("""
                        select trial_id, first_value(trial_id) over (
                                   partition by problem_ordinal order by sample_number) as first_id
                        from trial where run_id = :run and position = :position""")
                .bind("run", runId)
                .bind("position", position)
                .map((row, context) ->
                        Map.entry(row.getObject("trial_id", UUID.class), row.getObject("first_id", UUID.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<UUID> trials = List.copyOf(firsts.keySet());
        handle.createUpdate("""
                        update trial t set specification = s.specification, awaits = s.specification
                        from unnest(cast(:trials as uuid[]), cast(:specifications as uuid[]))
                             as s (trial_id, specification)
                        where t.trial_id = s.trial_id""")
                .bindArray("trials", UUID.class, trials)
                .bindArray(
                        "specifications",
                        UUID.class,
                        trials.stream()
                                .map(trial -> Ids.specification(firsts.get(trial)))
                                .toList())
                .execute();
        List<UUID> owners = firsts.values().stream().distinct().toList();
        handle.createUpdate("""
                        insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number,
                                             state, role)
                        select attempt_id, trial_id, :run, :window, 1, 0, 'queued', :role
                        from unnest(cast(:ids as uuid[]), cast(:owners as uuid[])) as s (attempt_id, trial_id)""")
                .bind("run", runId)
                .bind("window", specifier.key())
                .bind("role", CallRole.SPECIFIER.code())
                .bindArray(
                        "ids",
                        UUID.class,
                        owners.stream().map(Ids::specification).toList())
                .bindArray("owners", UUID.class, owners)
                .execute();
    }

    private void insertRole(String runId, int position, CallRole role, ModelSpec model) {
        handle.createUpdate("""
                        insert into run_role (run_id, position, role, window_key, max_concurrency, timeout_seconds)
                        values (:run, :position, :role, :window, :concurrency, :timeout)""")
                .bind("run", runId)
                .bind("position", position)
                .bind("role", role.code())
                .bind("window", model.key())
                .bind("concurrency", model.maxConcurrency())
                .bind("timeout", model.timeoutSeconds())
                .execute();
    }

    private void insertTrials(String runId, int position, String experimentId, List<PlannedTrial> trials) {
        Map<ProblemRef, Long> keys =
                problemKeys(trials.stream().map(PlannedTrial::problem).collect(Collectors.toSet()));
        List<UUID> ids = new ArrayList<>(trials.size());
        List<Integer> ordinals = new ArrayList<>(trials.size());
        List<Integer> samples = new ArrayList<>(trials.size());
        List<Long> problems = new ArrayList<>(trials.size());
        for (PlannedTrial trial : trials) {
            ids.add(Ids.trial(runId, experimentId, trial.problem().problemId(), trial.sampleNumber()));
            ordinals.add(trial.problemOrdinal());
            samples.add(trial.sampleNumber());
            problems.add(keys.get(trial.problem()));
        }
        handle.createUpdate("""
                        insert into trial (trial_id, run_id, position, problem_ordinal, sample_number, problem_key)
                        select trial_id, :run, :position, problem_ordinal, sample_number, problem_key
                        from unnest(cast(:ids as uuid[]), cast(:ordinals as int[]), cast(:samples as int[]),
                                    cast(:problems as bigint[]))
                             as planned (trial_id, problem_ordinal, sample_number, problem_key)""")
                .bind("run", runId)
                .bind("position", position)
                .bindArray("ids", UUID.class, ids)
                .bindArray("ordinals", Integer.class, ordinals)
                .bindArray("samples", Integer.class, samples)
                .bindArray("problems", Long.class, problems)
                .execute();
    }

    private Map<ProblemRef, Long> problemKeys(Collection<ProblemRef> problems) {
        Map<ProblemRef, Long> keys = new HashMap<>();
        problems.stream()
                .collect(Collectors.groupingBy(problem -> List.of(problem.datasetId(), problem.datasetVersion())))
                .values()
                .forEach(version -> keys.putAll(problemKeysOfVersion(version)));
        return keys;
    }

    private Map<ProblemRef, Long> problemKeysOfVersion(List<ProblemRef> problems) {
        ProblemRef any = problems.getFirst();
        List<String> ids = problems.stream().map(ProblemRef::problemId).toList();
        handle.createUpdate("""
                        insert into problem (dataset_id, dataset_version, problem_id, task_type, public_hash, oracle_hash)
                        select :dataset, :version, problem_id, task_type, public_hash, oracle_hash
                        from unnest(cast(:ids as text[]), cast(:types as text[]), cast(:public as text[]),
                                    cast(:oracle as text[]))
                             as given (problem_id, task_type, public_hash, oracle_hash)
                        order by problem_id
                        on conflict do nothing""")
                .bind("dataset", any.datasetId())
                .bind("version", any.datasetVersion())
                .bindArray("ids", String.class, ids)
                .bindArray(
                        "types",
                        String.class,
                        problems.stream().map(ProblemRef::taskType).toList())
                .bindArray(
                        "public",
                        String.class,
                        problems.stream().map(ProblemRef::publicHash).toList())
                .bindArray(
                        "oracle",
                        String.class,
                        problems.stream().map(ProblemRef::oracleHash).toList())
                .execute();
        Map<String, ProblemRef> byId =
                problems.stream().collect(Collectors.toMap(ProblemRef::problemId, problem -> problem));
        Map<ProblemRef, Long> keys = new HashMap<>();
        handle.createQuery("""
                        select problem_id, problem_key from problem
                        where dataset_id = :dataset and dataset_version = :version
                          and problem_id = any(cast(:ids as text[]))""")
                .bind("dataset", any.datasetId())
                .bind("version", any.datasetVersion())
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(row.getString("problem_id"), row.getLong("problem_key")))
                .forEach(entry -> keys.put(byId.get(entry.getKey()), entry.getValue()));
        return keys;
    }
}

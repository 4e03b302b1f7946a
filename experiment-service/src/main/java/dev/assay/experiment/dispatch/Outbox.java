package dev.assay.experiment.dispatch;

import dev.assay.contracts.event.Advice;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.config.ExperimentConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The attempts that are yet to be sent: rows without {@code published_at}. Taking some holds them for a moment, so that
 * another replica does not send them as well; what is not marked as sent by then is taken again.
 */
@ApplicationScoped
class Outbox {

    private final Jdbi jdbi;
    private final ExperimentConfig.Dispatch config;

    Outbox(Jdbi jdbi, ExperimentConfig config) {
        this.jdbi = jdbi;
        this.config = config.dispatch();
    }

    /** Over which topic an attempt is sent. */
    enum Route {
        /** A model is asked. */
        MODEL,
        /** The answer is there already. */
        PROVIDED
    }

    /** An attempt with all that its event needs. */
    record Unsent(
            AttemptRef attempt,
            ProblemRef problem,
            Experiment experiment,
            int sampleNumber,
            boolean reuseAnswers,
            Optional<PreviousAttempt> previous,
            Optional<Asked> asked,
            Optional<Advice> advice) {}

    /**
     * What is asked for in the place of an answer.
     *
     * @param maxConcurrency of the model that is asked, as it holds now
     */
    record Asked(Help help, int maxConcurrency) {}

    /** Takes the next ones, oldest first. */
    List<Unsent> take(Route route) {
        return jdbi.inTransaction(handle -> {
            List<UUID> taken = claim(handle, route);
            return taken.isEmpty() ? List.of() : read(handle, taken);
        });
    }

    private List<UUID> claim(Handle handle, Route route) {
        return handle.createQuery("""
                        update attempt set claimed_until = now() + :claim
                        where attempt_id in (
                            select a.attempt_id from attempt a join run r using (run_id)
                            where a.state = 'waiting' and a.published_at is null
                              and a.not_before <= now() and a.claimed_until <= now()
                              and (a.window_key = :provided) = :is_provided
                              and r.state = 'running' and r.account_changes = r.account_acknowledged
                            order by a.not_before
                            limit :limit
                            for update of a skip locked)
                        returning attempt_id""")
                .bind("claim", config.claim())
                .bind("provided", WindowKey.PROVIDED)
                .bind("is_provided", route == Route.PROVIDED)
                .bind("limit", config.batch())
                .mapTo(UUID.class)
                .list();
    }

    private static List<Unsent> read(Handle handle, List<UUID> attempts) {
        Map<String, Experiment> experiments = new HashMap<>();
        return handle.createQuery("""
                        select a.attempt_id, a.trial_id, a.run_id, a.attempt_number, a.dispatch_number, a.previous,
                               a.role, t.specification, t.guidance,
                               t.position, t.sample_number, p.*, e.experiment_id, e.experiment, e.max_concurrency,
                               h.max_concurrency as asked_concurrency, r.reuse_answers,
                               case when a.role = 'reviewer' then array(
                                   select b.previous from attempt b
                                   where b.trial_id = a.trial_id and b.previous is not null
                                     and b.attempt_number <= a.attempt_number + 1
                                   order by b.attempt_number) end as reviewed
                        from attempt a
                        join trial t using (trial_id)
                        join problem p using (problem_key)
                        join run_experiment e on e.run_id = t.run_id and e.position = t.position
                        left join run_role h on h.run_id = t.run_id and h.position = t.position and h.role = a.role
                        join run r on r.run_id = t.run_id
                        where a.attempt_id = any(:ids)
                        order by a.not_before, t.position, t.problem_ordinal, t.sample_number""")
                .bindArray("ids", UUID.class, attempts)
                .map((row, context) -> unsent(row, experiments))
                .list();
    }

    private static Unsent unsent(ResultSet row, Map<String, Experiment> experiments) throws SQLException {
        AttemptRef attempt = new AttemptRef(
                row.getObject("attempt_id", UUID.class),
                row.getObject("trial_id", UUID.class),
                row.getString("run_id"),
                row.getString("experiment_id"),
                row.getInt("attempt_number"),
                row.getInt("dispatch_number"));
        ProblemRef problem = new ProblemRef(
                row.getString("dataset_id"),
                row.getString("dataset_version"),
                row.getString("problem_id"),
                row.getString("task_type"),
                row.getString("public_hash"),
                row.getString("oracle_hash"));
        String key = row.getString("run_id") + " " + row.getInt("position");
        Experiment known = experiments.get(key);
        Experiment experiment = known != null ? known : AssayJson.read(row.getString("experiment"), Experiment.class);
        experiments.put(key, experiment);
        return new Unsent(
                attempt,
                problem,
                withConcurrency(experiment, row.getInt("max_concurrency")),
                row.getInt("sample_number"),
                row.getBoolean("reuse_answers"),
                Optional.ofNullable(row.getBytes("previous")).map(Outbox::previous),
                asked(row),
                advice(row));
    }

    private static PreviousAttempt previous(byte[] json) {
        return AssayJson.read(json, PreviousAttempt.class);
    }

    private static Optional<Asked> asked(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return role == null
                ? Optional.empty()
                : Optional.of(new Asked(help(CallRole.of(role), row), row.getInt("asked_concurrency")));
    }

    private static Help help(CallRole role, ResultSet row) throws SQLException {
        return switch (role) {
            case SPECIFIER -> new Help.Specification();
            case REVIEWER ->
                new Help.Review(
                        Arrays.stream((byte[][]) row.getArray("reviewed").getArray())
                                .map(Outbox::previous)
                                .toList());
        };
    }

    private static Optional<Advice> advice(ResultSet row) throws SQLException {
        Optional<UUID> specification = Optional.ofNullable(row.getObject("specification", UUID.class));
        Optional<UUID> guidance = Optional.ofNullable(row.getObject("guidance", UUID.class));
        return specification.isPresent() || guidance.isPresent()
                ? Optional.of(new Advice(specification, guidance))
                : Optional.empty();
    }

    /** The snapshot, with the concurrency that holds now. */
    private static Experiment withConcurrency(Experiment experiment, int concurrency) {
        if (experiment.model().maxConcurrency() == concurrency) {
            return experiment;
        }
        return new Experiment(
                experiment.experimentId(),
                experiment.description(),
                experiment.tags(),
                experiment.model().withMaxConcurrency(concurrency),
                experiment.dataset(),
                experiment.strategy(),
                experiment.promptTemplate(),
                experiment.sampling(),
                experiment.createdAt(),
                experiment.updatedAt(),
                experiment.language());
    }

    /** Notes that they were sent, unless they have been dispatched anew meanwhile. */
    void markSent(List<AttemptRef> sent) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update attempt a set published_at = now()
                        from (select a.attempt_id
                              from attempt a
                              join unnest(cast(:ids as uuid[]), cast(:dispatches as int[]))
                                   as s (attempt_id, dispatch_number) using (attempt_id, dispatch_number)
                              where a.attempt_id = any(cast(:ids as uuid[])) and a.published_at is null
                              order by a.attempt_id for update of a) as sent
                        where a.attempt_id = sent.attempt_id""")
                .bindArray(
                        "ids",
                        UUID.class,
                        sent.stream().map(AttemptRef::attemptId).toList())
                .bindArray(
                        "dispatches",
                        Integer.class,
                        sent.stream().map(AttemptRef::dispatchNumber).toList())
                .execute());
    }
}

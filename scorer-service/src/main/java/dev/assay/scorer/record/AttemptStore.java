package dev.assay.scorer.record;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AttemptSummary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The record of every attempt: one row each, in schema {@code score}. */
@Singleton
public class AttemptStore {

    /**
     * The order in which rows are locked, everywhere: that of PostgreSQL's {@code order by attempt_id}, which compares
     * unsigned. ({@link UUID#compareTo} does not.)
     */
    public static final Comparator<UUID> LOCK_ORDER = Comparator.comparing(UUID::toString);

    private final Jdbi jdbi;

    AttemptStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A change to one attempt; {@code start} is what it begins from where there is no row yet. */
    public record Change(Attempt start, UnaryOperator<Attempt> step) {

        private UUID attemptId() {
            return start.ref().attemptId();
        }
    }

    /** A place in a list of attempts. */
    public record Listed(long ordinal, AttemptSummary summary) {}

    /**
     * Applies changes in one transaction, several of one attempt in the order given, and returns the attempts that it
     * brought to an end, or to another one. Rows are locked in one order, so that two batches never wait for each other.
     */
    public List<Attempt> apply(Collection<Change> changes) {
        Map<UUID, List<Change>> byAttempt = new LinkedHashMap<>();
        changes.stream()
                .sorted(Comparator.comparing(Change::attemptId, LOCK_ORDER))
                .forEach(change -> byAttempt
                        .computeIfAbsent(change.attemptId(), id -> new ArrayList<>())
                        .add(change));
        List<Attempt> starts =
                byAttempt.values().stream().map(list -> list.getFirst().start()).toList();
        return jdbi.inTransaction(handle -> {
            insertMissing(handle, starts);
            List<Attempt> before = lock(handle, List.copyOf(byAttempt.keySet()));
            List<Attempt> after = before.stream()
                    .map(attempt -> applied(attempt, byAttempt.get(attempt.ref().attemptId())))
                    .toList();
            saveChanged(handle, before, after);
            return IntStream.range(0, after.size())
                    .filter(i -> !after.get(i).finish().equals(before.get(i).finish()))
                    .mapToObj(after::get)
                    .toList();
        });
    }

    /** An attempt and all its documents. */
    public Optional<Attempt> find(UUID attemptId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from attempt where attempt_id = :attempt_id")
                .bind("attempt_id", attemptId)
                .map(new AttemptRow())
                .findOne());
    }

    /** Attempts of a run after a place in its list, in the order in which they were first seen. */
    public List<Listed> listByRun(String runId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ordinal, summary from attempt
                        where run_id = :run_id and ordinal > :after
                        order by ordinal limit :limit
                        """)
                .bind("run_id", runId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> listed(row.getLong("ordinal"), row.getBytes("summary")))
                .list());
    }

    /** Attempts of a trial after a place in its list, in the order in which they were first seen. */
    public List<Listed> listByTrial(UUID trialId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ordinal, summary from attempt
                        where trial_id = :trial_id and ordinal > :after
                        order by ordinal limit :limit
                        """)
                .bind("trial_id", trialId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> listed(row.getLong("ordinal"), row.getBytes("summary")))
                .list());
    }

    private static Listed listed(long ordinal, byte[] summary) {
        return new Listed(ordinal, AssayJson.read(summary, AttemptSummary.class));
    }

    private static Attempt applied(Attempt attempt, List<Change> changes) {
        Attempt result = attempt;
        for (Change change : changes) {
            result = change.step().apply(result);
        }
        return result;
    }

    private static void insertMissing(Handle handle, List<Attempt> starts) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into attempt (
                    attempt_id, trial_id, run_id, experiment_id, attempt_number, dispatch_number, problem, summary)
                values (
                    :attempt_id, :trial_id, :run_id, :experiment_id, :attempt_number, :dispatch_number, :problem, :summary)
                on conflict do nothing
                """);
        for (Attempt start : starts) {
            batch.bind("attempt_id", start.ref().attemptId())
                    .bind("trial_id", start.ref().trialId())
                    .bind("run_id", start.ref().runId())
                    .bind("experiment_id", start.ref().experimentId())
                    .bind("attempt_number", start.ref().attemptNumber())
                    .bind("dispatch_number", start.ref().dispatchNumber())
                    .bind("problem", AssayJson.writeBytes(start.problem()))
                    .bind("summary", AssayJson.writeBytes(Records.summary(start)))
                    .add();
        }
        batch.execute();
    }

    private static List<Attempt> lock(Handle handle, List<UUID> attemptIds) {
        return handle.createQuery("""
                        select * from attempt where attempt_id = any(:attempt_ids)
                        order by attempt_id for update
                        """)
                .bindArray("attempt_ids", UUID.class, attemptIds)
                .map(new AttemptRow())
                .list();
    }

    private static void saveChanged(Handle handle, List<Attempt> before, List<Attempt> after) {
        PreparedBatch batch = handle.prepareBatch("""
                update attempt set
                    dispatch_number = :dispatch_number,
                    feedback_policy = :feedback_policy,
                    role = :role,
                    generation = coalesce(:generation, generation),
                    generation_dispatch = :generation_dispatch,
                    execution = coalesce(:execution, execution),
                    execution_dispatch = :execution_dispatch,
                    finished = :finished,
                    finish_number = :finish_number,
                    verdict = :verdict,
                    finished_at = :finished_at,
                    finished_published_at = case when finish_number = :finish_number then finished_published_at end,
                    summary = :summary
                where attempt_id = :attempt_id
                """);
        for (int i = 0; i < after.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                AttemptRow.bind(batch, before.get(i), after.get(i));
                batch.add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}

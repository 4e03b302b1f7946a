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
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

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
     * brought to an end, or to another one. Rows are made in one order, then locked in the same, so that two batches never
     * wait for each other.
     */
    public List<Attempt> apply(Collection<Change> changes) {
        Map<UUID, List<Change>> byAttempt = new LinkedHashMap<>();
        changes.stream()
                .sorted(Comparator.comparing(Change::attemptId, LOCK_ORDER))
                .forEach(change -> byAttempt
                        .computeIfAbsent(change.attemptId(), id -> new ArrayList<>())
                        .add(change));
        return jdbi.inTransaction(handle -> {
            List<Attempt> fresh = insertUnknown(handle, byAttempt);
            Set<UUID> inserted =
                    fresh.stream().map(attempt -> attempt.ref().attemptId()).collect(Collectors.toSet());
            List<UUID> known = byAttempt.keySet().stream()
                    .filter(id -> !inserted.contains(id))
                    .toList();
            return Stream.concat(
                            fresh.stream().filter(attempt -> attempt.finish().isPresent()),
                            changeKnown(handle, known, byAttempt).stream())
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

    /** Most attempts come here once, complete: they are written once. Returns those that had no row before. */
    private static List<Attempt> insertUnknown(Handle handle, Map<UUID, List<Change>> byAttempt) {
        Set<UUID> seen = handle.createQuery("select attempt_id from attempt where attempt_id = any(:attempt_ids)")
                .bindArray("attempt_ids", UUID.class, List.copyOf(byAttempt.keySet()))
                .mapTo(UUID.class)
                .set();
        List<Attempt> unknown = byAttempt.entrySet().stream()
                .filter(entry -> !seen.contains(entry.getKey()))
                .map(entry -> applied(entry.getValue().getFirst().start(), entry.getValue()))
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        Set<UUID> inserted = AttemptRow.insert(handle, unknown);
        return unknown.stream()
                .filter(attempt -> inserted.contains(attempt.ref().attemptId()))
                .toList();
    }

    /** Returns the attempts that were brought to an end, or to another one. */
    private static List<Attempt> changeKnown(Handle handle, List<UUID> attemptIds, Map<UUID, List<Change>> byAttempt) {
        if (attemptIds.isEmpty()) {
            return List.of();
        }
        List<Attempt> before = lock(handle, attemptIds);
        List<Attempt> after = before.stream()
                .map(attempt -> applied(attempt, byAttempt.get(attempt.ref().attemptId())))
                .toList();
        AttemptRow.update(handle, before, after);
        return IntStream.range(0, after.size())
                .filter(i -> !after.get(i).finish().equals(before.get(i).finish()))
                .mapToObj(after::get)
                .toList();
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
}

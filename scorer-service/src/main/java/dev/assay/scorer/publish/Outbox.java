package dev.assay.scorer.publish;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.json.AssayJson;
import dev.assay.scorer.record.Attempt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The finished attempts whose event is not known to have reached the broker; their rows are the outbox. */
@Singleton
class Outbox {

    private final Jdbi jdbi;

    Outbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One end of an attempt, to be sent. */
    record Letter(UUID attemptId, int finishNumber, AttemptFinished event) {

        static Letter of(Attempt attempt) {
            var finish = attempt.finish()
                    .orElseThrow(() -> new IllegalArgumentException("an attempt without an end has nothing to send"));
            return new Letter(attempt.ref().attemptId(), finish.number(), finish.event());
        }
    }

    /** Letters that lie here longer than {@code age}, the oldest first. */
    List<Letter> olderThan(Duration age, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select attempt_id, finish_number, finished from attempt
                        where finished_published_at is null
                          and finished_at < clock_timestamp() - :age_ms * interval '1 millisecond'
                        order by finished_at limit :limit
                        """)
                .bind("age_ms", age.toMillis())
                .bind("limit", limit)
                .map((row, context) -> new Letter(
                        row.getObject("attempt_id", UUID.class),
                        row.getInt("finish_number"),
                        AssayJson.read(row.getBytes("finished"), AttemptFinished.class)))
                .list());
    }

    /** Notes that the broker has these; an end that a retry replaced meanwhile stays to be sent. */
    void markPublished(List<Letter> letters) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with mine as materialized (
                            select attempt_id from attempt where attempt_id = any(:attempt_ids::uuid[])
                            order by attempt_id for update)
                        update attempt a set finished_published_at = clock_timestamp()
                        from mine join unnest(:attempt_ids::uuid[], :finish_numbers::int[])
                            as l (attempt_id, finish_number) using (attempt_id)
                        where a.attempt_id = mine.attempt_id and a.finish_number = l.finish_number
                          and a.finished_published_at is null
                        """)
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        letters.stream().map(Letter::attemptId).toList())
                .bindArray(
                        "finish_numbers",
                        Integer.class,
                        letters.stream().map(Letter::finishNumber).toList())
                .execute());
    }
}

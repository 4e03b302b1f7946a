package dev.assay.scorer.read;

import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.scorer.record.AttemptRow;
import dev.assay.scorer.record.Records;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads the answers of many attempts, as many at a time as fit into memory with room to spare. */
@Singleton
class AnswerStore {

    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final Jdbi jdbi;

    AnswerStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    AttemptAnswer.Batch of(List<UUID> attemptIds) {
        List<Optional<AttemptAnswer>> found = jdbi.withHandle(handle -> handle.createQuery("""
                        with asked as (
                            select id, place,
                                   sum(coalesce(octet_length(generation), 0) + coalesce(octet_length(execution), 0))
                                       over (order by place) as bytes
                            from unnest(cast(:ids as uuid[])) with ordinality as asked (id, place)
                            left join attempt on attempt_id = id)
                        select asked.id, attempt.*
                        from asked left join attempt on attempt_id = id
                        where place = 1 or bytes <= :most
                        order by place""")
                .bindArray("ids", UUID.class, attemptIds)
                .bind("most", MOST_BYTES)
                .map((row, context) -> isKnown(row)
                        ? Optional.of(Answers.of(Records.full(new AttemptRow().map(row, context))))
                        : Optional.<AttemptAnswer>empty())
                .list());
        return new AttemptAnswer.Batch(found.stream().flatMap(Optional::stream).toList(), found.size());
    }

    private static boolean isKnown(ResultSet row) throws java.sql.SQLException {
        return row.getObject("attempt_id") != null;
    }
}

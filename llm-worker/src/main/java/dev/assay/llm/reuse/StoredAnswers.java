package dev.assay.llm.reuse;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Generation;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The answers in the ledger, for attempts that ask the very same and may re-use one. */
@Singleton
public class StoredAnswers {

    private final Jdbi jdbi;

    StoredAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The first answer that a model gave to the same request in another attempt, as an answer to this one: it names its
     * origin, and this run pays nothing for it.
     */
    public Optional<Generation> find(String requestHash, UUID attemptId, AnswerForm form) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select attempt_id, outcome from ledger
                        where request_hash = :request_hash and outcome_type = 'answered' and cached_from is null
                        and attempt_id <> :attempt_id
                        order by ended_at limit 1
                        """)
                .bind("request_hash", requestHash)
                .bind("attempt_id", attemptId)
                .map(row -> reused(
                        AssayJson.read(row.getColumn("outcome", byte[].class), GenerationOutcome.Answered.class)
                                .generation(),
                        row.getColumn("attempt_id", UUID.class),
                        form))
                .findFirst());
    }

    private static Generation reused(Generation original, UUID origin, AnswerForm form) {
        return new Generation(
                original.source(),
                form,
                original.answer(),
                original.reasoning(),
                original.finishReason(),
                original.usage(),
                new Cost(original.cost().costUsd(), Optional.of(BigDecimal.ZERO)),
                original.call(),
                Optional.of(origin),
                original.language());
    }
}

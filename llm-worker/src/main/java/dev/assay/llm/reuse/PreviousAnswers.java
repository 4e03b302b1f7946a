package dev.assay.llm.reuse;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.json.AssayJson;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The answers in the ledger, for attempts that repair one. */
@Singleton
public class PreviousAnswers {

    private final Jdbi jdbi;

    PreviousAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The text of an attempt's answer, without reasoning; absent where the ledger has none. */
    public Optional<String> find(UUID attemptId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select outcome from ledger where attempt_id = :attempt_id and outcome_type = 'answered'
                        """)
                .bind("attempt_id", attemptId)
                .mapTo(byte[].class)
                .findOne()
                .map(outcome -> AssayJson.read(outcome, GenerationOutcome.Answered.class)
                        .generation()
                        .answer()));
    }
}

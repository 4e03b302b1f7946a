package dev.assay.llm.dryrun;

import dev.assay.contracts.event.CallRole;
import dev.assay.llm.ledger.CallKind;
import dev.assay.llm.prompt.Prompts;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Tells how much models write: by their newest answers to the same type of task, else by the task type's default. */
@Singleton
class ExpectedOutputs {

    private static final int NEWEST = 200;

    /** Specifiers and reviewers are asked for less than 300 words. */
    private static final int EXPECTED_TOKENS_OF_HELP = 400;

    private final Jdbi jdbi;
    private final Prompts prompts;

    ExpectedOutputs(Jdbi jdbi, Prompts prompts) {
        this.jdbi = jdbi;
        this.prompts = prompts;
    }

    ExpectedOutput of(String modelKey, String taskType, Optional<CallRole> role) {
        ExpectedOutput known = jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(avg(output_tokens), 0) as output_tokens,
                            coalesce(avg(reasoning_tokens), 0) as reasoning_tokens, count(*) as answers
                        from (select output_tokens, reasoning_tokens from ledger
                              where model_key = :model_key and task_type = :task_type and output_tokens is not null
                              order by ended_at desc limit :newest) as newest
                        """)
                .bind("model_key", modelKey)
                .bind("task_type", CallKind.of(taskType, role))
                .bind("newest", NEWEST)
                .map((row, _) -> new ExpectedOutput(
                        row.getDouble("output_tokens"), row.getDouble("reasoning_tokens"), row.getLong("answers")))
                .one());
        int usual = role.isPresent() ? EXPECTED_TOKENS_OF_HELP : prompts.expectedOutputTokens(taskType);
        return known.answers() > 0 ? known : new ExpectedOutput(usual, 0, 0);
    }
}

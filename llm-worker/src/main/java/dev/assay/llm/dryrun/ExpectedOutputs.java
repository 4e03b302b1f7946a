package dev.assay.llm.dryrun;

import dev.assay.llm.prompt.Prompts;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Tells how much models write: by their newest answers to the same type of task, else by the task type's default. */
@Singleton
class ExpectedOutputs {

    private static final int NEWEST = 200;

    private final Jdbi jdbi;
    private final Prompts prompts;

    ExpectedOutputs(Jdbi jdbi, Prompts prompts) {
        this.jdbi = jdbi;
        this.prompts = prompts;
    }

    ExpectedOutput of(String modelKey, String taskType) {
        ExpectedOutput known = jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(avg(output_tokens), 0) as output_tokens,
                            coalesce(avg(reasoning_tokens), 0) as reasoning_tokens, count(*) as answers
                        from (select output_tokens, reasoning_tokens from ledger
                              where model_key = :model_key and task_type = :task_type and output_tokens is not null
                              order by ended_at desc limit :newest) as newest
                        """)
                .bind("model_key", modelKey)
                .bind("task_type", taskType)
                .bind("newest", NEWEST)
                .map((row, _) -> new ExpectedOutput(
                        row.getDouble("output_tokens"), row.getDouble("reasoning_tokens"), row.getLong("answers")))
                .one());
        return known.answers() > 0 ? known : new ExpectedOutput(prompts.expectedOutputTokens(taskType), 0, 0);
    }
}

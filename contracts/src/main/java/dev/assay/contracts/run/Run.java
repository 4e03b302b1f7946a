package dev.assay.contracts.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with its progress; the summary figures are final once {@code state} is.
 *
 * @param limitUsd hard limit of what may be spent
 * @param budget absent where the run has no account, and while llm-worker, which keeps it, does not answer
 */
public record Run(
        String runId,
        String name,
        List<String> experimentIds,
        RunState state,
        Optional<BigDecimal> limitUsd,
        boolean reuseAnswers,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<String> stateReason,
        RunProgress progress,
        Optional<Budget> budget) {}

package dev.assay.contracts.run;

import dev.assay.contracts.call.ProviderHold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with its progress; the summary figures are final once {@code state} is.
 *
 * @param holds providers that are left alone for a while, so that its calls there wait; absent where there are none
 * @param limitUsd hard limit of what may be spent
 * @param mode {@code zero-shot}, {@code iterative}, {@code comparative} (both over the same problems and models), or several
 *     joined by commas; absent for a run that is older than this field
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
        Optional<List<ProviderHold>> holds,
        Optional<Budget> budget,
        Optional<String> mode) {}

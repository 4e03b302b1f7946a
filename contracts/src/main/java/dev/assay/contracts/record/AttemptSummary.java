package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt in a list.
 *
 * @param detail why it did not pass, in a line for a person; holds nothing of a hidden test
 */
public record AttemptSummary(
        UUID attemptId,
        UUID trialId,
        String runId,
        String experimentId,
        String problemId,
        int attemptNumber,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<Score> score,
        Usage usage,
        Cost cost,
        Optional<UUID> cachedFrom,
        Optional<Instant> finishedAt,
        Optional<String> detail) {}

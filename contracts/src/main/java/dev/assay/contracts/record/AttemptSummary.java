package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.CallRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt in a list.
 *
 * @param detail why it did not pass, in a line for a person; holds nothing of a hidden test
 * @param role of a call that helped, which has no verdict; absent for attempts
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
        Optional<String> detail,
        Optional<CallRole> role) {}

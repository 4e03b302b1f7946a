package dev.assay.contracts.event;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt has its verdict; on {@code assay.finished}. What a trial needs to know, not the whole record.
 *
 * @param error present exactly when the verdict is {@code infrastructure_error}
 * @param cachedFrom the attempt whose answer was used again
 * @param executionCpuMs CPU time of the candidate
 * @param feedback what a repair may be told; present where one can follow
 */
public record AttemptFinished(
        AttemptRef attempt,
        Verdict verdict,
        String reason,
        Score score,
        Usage usage,
        Cost cost,
        Optional<UUID> cachedFrom,
        Optional<StageError> error,
        Optional<Long> generationMs,
        Optional<Long> executionCpuMs,
        Optional<Feedback> feedback) {}

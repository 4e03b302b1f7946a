package dev.assay.experiment.intake;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.TrialState;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** The end of a trial, as its row will say it. */
record TrialChange(
        UUID trialId,
        UUID lastAttemptId,
        TrialState state,
        Optional<String> stopReason,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<Score> score,
        long inputTokens,
        long outputTokens,
        long reasoningTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        Optional<BigDecimal> costUsd,
        Optional<BigDecimal> spentUsd,
        Optional<UUID> cachedFrom) {

    static TrialChange finished(UUID trialId, AttemptFinished event) {
        Usage usage = event.usage();
        return new TrialChange(
                trialId,
                event.attempt().attemptId(),
                TrialState.FINISHED,
                Optional.empty(),
                Optional.of(event.verdict()),
                Optional.ofNullable(event.reason()),
                Optional.ofNullable(event.score()),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.reasoningTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                event.cost().costUsd(),
                event.cost().spentUsd(),
                event.cachedFrom());
    }

    /** No stage ever answered. */
    static TrialChange lost(UUID trialId, UUID attemptId) {
        return without(
                trialId,
                attemptId,
                TrialState.FINISHED,
                Optional.empty(),
                Optional.of(Verdict.INFRASTRUCTURE_ERROR),
                Optional.of("stalled"));
    }

    static TrialChange stopped(UUID trialId, UUID attemptId, String reason) {
        return without(trialId, attemptId, TrialState.STOPPED, Optional.of(reason), Optional.empty(), Optional.empty());
    }

    private static TrialChange without(
            UUID trialId,
            UUID attemptId,
            TrialState state,
            Optional<String> stopReason,
            Optional<Verdict> verdict,
            Optional<String> reason) {
        return new TrialChange(
                trialId,
                attemptId,
                state,
                stopReason,
                verdict,
                reason,
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                Cost.UNKNOWN.costUsd(),
                Cost.UNKNOWN.spentUsd(),
                Optional.empty());
    }
}

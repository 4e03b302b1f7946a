package dev.assay.experiment.intake;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.trial.AttemptEnd;
import dev.assay.experiment.trial.TrialStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A trial after the end of an attempt, as its row will say it. */
record TrialChange(
        UUID trialId,
        UUID lastAttemptId,
        TrialState state,
        int nextAttempt,
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
        Optional<UUID> cachedFrom,
        List<Double> passRates) {

    private static final String STALLED = "stalled";

    /** The row of a trial that has now that status. */
    static TrialChange of(TrialRow row, TrialStatus status, EndedAttempt ended) {
        return switch (status) {
            case TrialStatus.Waiting waiting ->
                change(row, waiting, ended, TrialState.PENDING, Optional.empty(), Said.NOTHING);
            case TrialStatus.Running running ->
                throw new IllegalArgumentException("the end of an attempt begins no other");
            case TrialStatus.Stopped stopped ->
                change(row, stopped, ended, TrialState.STOPPED, row.stopReason().or(ended::stopReason), Said.NOTHING);
            case TrialStatus.Finished(int next, var _)
            when next > ended.end().attempt() ->
                change(row, status, ended, TrialState.FINISHED, Optional.empty(), Said.asBefore(row));
            case TrialStatus.Finished finished ->
                change(row, finished, ended, TrialState.FINISHED, Optional.empty(), Said.of(ended));
        };
    }

    /** What a trial says of its answer. */
    private record Said(Optional<Verdict> verdict, Optional<String> reason, Optional<Score> score) {

        static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty());

        static Said asBefore(TrialRow row) {
            return new Said(row.verdict(), row.reason(), row.score());
        }

        static Said of(EndedAttempt ended) {
            return ended.finished()
                    .map(event -> new Said(
                            Optional.of(event.verdict()),
                            Optional.ofNullable(event.reason()),
                            Optional.ofNullable(event.score())))
                    .orElse(new Said(
                            Optional.of(Verdict.INFRASTRUCTURE_ERROR), Optional.of(STALLED), Optional.empty()));
        }
    }

    private static TrialChange change(
            TrialRow row,
            TrialStatus status,
            EndedAttempt ended,
            TrialState state,
            Optional<String> stopReason,
            Said said) {
        Used used = ended.used();
        Usage usage = used.usage();
        return new TrialChange(
                row.trialId(),
                ended.attemptId(),
                state,
                status.attempt(),
                stopReason,
                said.verdict(),
                said.reason(),
                said.score(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.reasoningTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                used.cost().costUsd(),
                used.cost().spentUsd(),
                ended.finished().flatMap(AttemptFinished::cachedFrom),
                passRates(row, ended));
    }

    private static List<Double> passRates(TrialRow row, EndedAttempt ended) {
        boolean counts = row.maxIterations() > 1 && ended.end() instanceof AttemptEnd.Judged;
        return counts
                ? Stream.concat(row.passRates().stream(), ended.finished().map(TrialChange::passRate).stream())
                        .toList()
                : row.passRates();
    }

    private static double passRate(AttemptFinished event) {
        Score score = event.score();
        return score.testsTotal() == 0 ? 0 : (double) score.testsPassed() / score.testsTotal();
    }
}

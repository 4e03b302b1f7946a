package dev.assay.contracts.run;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One (experiment, problem, sample) in a run. */
public record Trial(
        UUID trialId,
        String runId,
        String experimentId,
        String problemId,
        int sampleNumber,
        TrialState state,
        int attempts,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<Score> score,
        Usage usage,
        Cost cost,
        Optional<UUID> cachedFrom,
        Optional<UUID> lastAttemptId,
        Optional<Instant> endedAt) {}

package dev.assay.contracts.run;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One (experiment, problem, sample) in a run. Usage and cost are those of all its attempts together; what else is said of
 * an answer is said of the last one.
 *
 * @param attempts begun, repairs included
 * @param passRates share of tests that each judged attempt passed, 0 to 1, in order; empty where nothing is repaired
 * @param plateau whether the last three of them are equal and strictly between 0 and 1: repair leads nowhere
 */
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
        Optional<Instant> endedAt,
        List<Double> passRates,
        boolean plateau) {}

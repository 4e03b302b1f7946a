package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.problem.ProblemRef;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything known about an attempt; kept by scorer-service, the page of record.
 *
 * @param feedback what the attempt after it was, or may be, told
 * @param role of a call that helped, which has no verdict; absent for attempts
 */
public record AttemptRecord(
        AttemptRef attempt,
        ProblemRef problem,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<Score> score,
        Optional<Generation> generation,
        Optional<Execution> execution,
        Optional<StageError> error,
        Optional<Feedback> feedback,
        Optional<Instant> finishedAt,
        Optional<CallRole> role) {}

package dev.assay.experiment.intake;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.Reviewer;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.trial.TrialStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A trial as its row says it, as far as the end of an attempt can change it.
 *
 * @param maxIterations of its experiment
 * @param reviewer of its experiment
 */
record TrialRow(
        UUID trialId,
        String runId,
        String windowKey,
        int maxIterations,
        Optional<Reviewer> reviewer,
        TrialState state,
        int nextAttempt,
        Optional<String> stopReason,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<Score> score,
        List<Double> passRates) {

    static TrialRow of(ResultSet row) throws SQLException {
        return new TrialRow(
                row.getObject("trial_id", UUID.class),
                row.getString("run_id"),
                row.getString("window_key"),
                row.getInt("max_iterations"),
                Optional.ofNullable(row.getString("reviewer")).map(json -> AssayJson.read(json, Reviewer.class)),
                TrialState.of(row.getString("state")),
                row.getInt("next_attempt"),
                Optional.ofNullable(row.getString("stop_reason")),
                Optional.ofNullable(row.getString("verdict")).map(Verdict::of),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("score")).map(json -> AssayJson.read(json, Score.class)),
                List.of(AssayJson.read(row.getString("pass_rates"), Double[].class)));
    }

    TrialStatus status() {
        return switch (state) {
            case PENDING -> new TrialStatus.Waiting(nextAttempt);
            case RUNNING -> new TrialStatus.Running(nextAttempt);
            case FINISHED -> new TrialStatus.Finished(nextAttempt, verdict.orElseThrow());
            case STOPPED -> new TrialStatus.Stopped(nextAttempt);
        };
    }

    /** Whether its attempts are to be reviewed after that one. */
    boolean isCheckpoint(int attempt) {
        return reviewer.filter(one -> attempt % one.checkpointInterval() == 0).isPresent();
    }

    /** Whether a verdict can still come though infrastructure failed its attempt for good. */
    boolean isGivenUp() {
        return verdict.equals(Optional.of(Verdict.INFRASTRUCTURE_ERROR));
    }
}

package dev.assay.experiment.closedloop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The results of a closed-loop run, under the names that closed-loop results have.
 *
 * @param generated when it was written
 * @param harness what ran it
 * @param ticket always absent: it is a name of the format
 * @param retryCap attempts in all that a trial could have; the largest where experiments differ
 * @param succeeded trials that work in the end
 * @param results a cell a trial
 * @param summary a row for each language and model
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClosedLoopReport(
        Instant generated,
        String harness,
        Optional<String> ticket,
        String runId,
        int retryCap,
        int succeeded,
        List<ResultCell> results,
        List<ColumnSummary> summary) {}

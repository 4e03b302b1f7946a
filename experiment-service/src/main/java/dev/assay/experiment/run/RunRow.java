package dev.assay.experiment.run;

import dev.assay.contracts.run.RunState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run as it is stored, without what its trials say. */
public record RunRow(
        String runId,
        String name,
        List<String> experimentIds,
        RunState state,
        Optional<String> stateReason,
        Optional<BigDecimal> limitUsd,
        boolean reuseAnswers,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<String> mode) {}

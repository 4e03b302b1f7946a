package dev.assay.cli.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The request document that asks what a run would cost. */
public record EstimateDocument(
        List<String> experimentIds, Optional<BigDecimal> limitUsd, Optional<Boolean> reuseAnswers) {}

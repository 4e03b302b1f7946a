package dev.assay.contracts.model;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one small call of a model showed.
 *
 * @param error what went wrong; absent where there is an answer
 * @param totalMs from sending the request to the last byte of the answer
 * @param firstTokenMs from sending the request to the first piece of text or reasoning; only where it was streamed
 * @param tokensPerSecond output and reasoning tokens by the time after the first one; absent where that is not known
 * @param costUsd absent where the price or the usage is unknown
 */
public record SpeedTest(
        String baseUrl,
        String name,
        Protocol protocol,
        boolean stream,
        Optional<String> error,
        Optional<String> servedModel,
        Optional<Usage> usage,
        long totalMs,
        Optional<Long> firstTokenMs,
        Optional<Double> tokensPerSecond,
        Optional<BigDecimal> costUsd) {}

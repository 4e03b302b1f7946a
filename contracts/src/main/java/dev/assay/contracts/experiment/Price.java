package dev.assay.contracts.experiment;

import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * USD per million tokens, by kind. A missing cache price is the input price, a missing reasoning price the output price.
 *
 * @param asOf the day the price was read
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        Optional<BigDecimal> cacheRead,
        Optional<BigDecimal> cacheWrite,
        Optional<LocalDate> asOf,
        Optional<BigDecimal> reasoning) {

    private static final int TOKENS_PER_UNIT_EXPONENT = 6;

    /** The price of a model that runs on one's own machine: known, and zero. */
    public static final Price FREE =
            new Price(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty(), Optional.empty(), Optional.empty());

    /** A price under which reasoning is paid as output. */
    public Price(
            BigDecimal input,
            BigDecimal output,
            Optional<BigDecimal> cacheRead,
            Optional<BigDecimal> cacheWrite,
            Optional<LocalDate> asOf) {
        this(input, output, cacheRead, cacheWrite, asOf, Optional.empty());
    }

    /** What {@code usage} costs, exactly, in USD. */
    public BigDecimal of(Usage usage) {
        return times(input, usage.inputTokens())
                .add(times(output, usage.outputTokens()))
                .add(times(reasoning.orElse(output), usage.reasoningTokens()))
                .add(times(cacheRead.orElse(input), usage.cacheReadTokens()))
                .add(times(cacheWrite.orElse(input), usage.cacheWriteTokens()));
    }

    /** The most that a call can cost, in USD: the prompt at its dearest input price, and output up to its limit. */
    public BigDecimal worstOf(long promptTokens, long maxOutputTokens) {
        BigDecimal dearestInput = input.max(cacheRead.orElse(input)).max(cacheWrite.orElse(input));
        BigDecimal dearestOutput = output.max(reasoning.orElse(output));
        return times(dearestInput, promptTokens).add(times(dearestOutput, maxOutputTokens));
    }

    /** The least that prompts can cost, in USD: at their cheapest price, and no output. */
    public BigDecimal leastOf(long promptTokens) {
        BigDecimal cheapestInput = input.min(cacheRead.orElse(input)).min(cacheWrite.orElse(input));
        return times(cheapestInput, promptTokens);
    }

    private static BigDecimal times(BigDecimal perMillion, long tokens) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(TOKENS_PER_UNIT_EXPONENT);
    }
}

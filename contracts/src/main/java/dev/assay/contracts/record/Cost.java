package dev.assay.contracts.record;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Money of an attempt, in USD. Absent means unknown (no price is known), never zero.
 *
 * @param costUsd what the answer cost when it was made
 * @param spentUsd what this run paid for it: zero where the answer was used again
 */
public record Cost(Optional<BigDecimal> costUsd, Optional<BigDecimal> spentUsd) {

    /** Costs nothing, and that is known: a brought answer. */
    public static final Cost FREE = new Cost(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.ZERO));

    /** Nobody knows the price. */
    public static final Cost UNKNOWN = new Cost(Optional.empty(), Optional.empty());
}

package dev.assay.contracts.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What an account may spend and has spent, in USD.
 *
 * @param reservedUsd worst case of the calls in flight
 * @param spentUsd what calls cost, by usage and price
 * @param presumedUsd worst case of calls whose answer was lost: they may have been billed
 * @param warnings the shares of the limit that were reached, by rising share
 */
public record Account(
        String accountId,
        State state,
        Optional<BigDecimal> limitUsd,
        BigDecimal reservedUsd,
        BigDecimal spentUsd,
        BigDecimal presumedUsd,
        List<BudgetWarning> warnings) {

    /** What no further call may have; never above the limit. */
    public BigDecimal committedUsd() {
        return spentUsd.add(presumedUsd).add(reservedUsd);
    }

    /** Whether calls are made for it. */
    public enum State {
        @com.fasterxml.jackson.annotation.JsonProperty("open")
        OPEN,
        /** Its calls wait. */
        @com.fasterxml.jackson.annotation.JsonProperty("paused")
        PAUSED,
        /** Its calls are never made. */
        @com.fasterxml.jackson.annotation.JsonProperty("cancelled")
        CANCELLED
    }

    /** What experiment-service sets; setting the same twice changes nothing. */
    public record Setting(State state, Optional<BigDecimal> limitUsd) {}
}

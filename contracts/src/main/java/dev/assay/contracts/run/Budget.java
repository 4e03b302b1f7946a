package dev.assay.contracts.run;

import dev.assay.contracts.account.BudgetWarning;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a run may spend and has spent, in USD, as its account says; spent, presumed and reserved together never exceed the
 * limit.
 *
 * @param spentUsd what calls cost, by usage and price; calls without a known price are not in it
 * @param presumedUsd worst case of calls whose answer was lost: they may have been billed
 * @param reservedUsd worst case of the calls in flight
 * @param usedShare of the limit, spent and presumed; 0 to 1; absent where there is no limit
 * @param warnings the shares of the limit that were reached, by rising share: 50, 80, and 100 where the run could go no
 *     further
 */
public record Budget(
        Optional<BigDecimal> limitUsd,
        BigDecimal spentUsd,
        BigDecimal presumedUsd,
        BigDecimal reservedUsd,
        Optional<Double> usedShare,
        List<BudgetWarning> warnings) {}

package dev.assay.contracts.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What calls cost, of those that have the given run, experiment, model and day in common; those that were not asked for are
 * absent.
 *
 * @param model address and name, as {@code https://api.openai.com/v1|gpt-4.1}
 * @param day in UTC
 * @param calls that were or may have been billed
 * @param spentUsd by usage and price; absent where no call has a known price
 * @param presumedUsd worst case of calls whose answer was lost
 * @param unknownCalls calls without a known price; while there are any, the amounts are lower bounds
 */
public record Spend(
        Optional<String> runId,
        Optional<String> experimentId,
        Optional<String> model,
        Optional<LocalDate> day,
        long calls,
        Optional<BigDecimal> spentUsd,
        BigDecimal presumedUsd,
        long unknownCalls) {}

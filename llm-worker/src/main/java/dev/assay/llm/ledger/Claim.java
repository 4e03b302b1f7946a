package dev.assay.llm.ledger;

import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.account.Billed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to make a call, until its lease runs out.
 *
 * @param leaseId new with every claim
 * @param reservedUsd held on the account; absent where the price is unknown
 * @param claimedAt by the database's clock
 * @param calls begun for the attempt, this one included
 * @param elapsed since the first of them began
 * @param retries the failed ones among them
 */
public record Claim(
        UUID attemptId,
        UUID leaseId,
        String accountId,
        Optional<BigDecimal> reservedUsd,
        Instant claimedAt,
        int calls,
        Duration elapsed,
        List<CallRetry> retries) {

    Billed billed() {
        return new Billed(leaseId, attemptId, accountId, reservedUsd);
    }
}

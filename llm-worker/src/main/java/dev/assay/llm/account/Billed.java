package dev.assay.llm.account;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * A call as its account sees it.
 *
 * @param reservedUsd held for it; absent where its price is unknown
 */
public record Billed(UUID leaseId, UUID attemptId, String accountId, Optional<BigDecimal> reservedUsd) {}

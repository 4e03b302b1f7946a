package dev.assay.llm.ledger;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that is ready to be made, if it can be claimed.
 *
 * @param tokens of prompt and answer, at most as far as can be told; what limits per minute are counted by
 * @param worstUsd the most that it can cost; absent where no price is known
 */
public record Offer(
        UUID attemptId,
        String accountId,
        int maxConcurrency,
        long tokens,
        Optional<BigDecimal> worstUsd,
        String requestHash) {}

package dev.assay.contracts.account;

import java.time.Instant;

/**
 * A share of a limit that is spent, or may be.
 *
 * @param percent of the limit: 50, 80 or 100
 * @param reachedAt when it was, of the limit that holds now
 */
public record BudgetWarning(int percent, Instant reachedAt) {}

package dev.assay.contracts.record;

import java.util.Optional;

/**
 * Metrics of an attempt under a scorer version.
 *
 * @param testsTotal tests there are, whether they ran or not
 * @param integrity as in the execution; absent where nothing ran
 */
public record Score(String scorer, int testsPassed, int testsTotal, Optional<Execution.Integrity> integrity) {}

package dev.assay.contracts.run;

/**
 * A proportion with its 95 % Wilson score interval; all three between 0 and 1.
 *
 * @param n trials judged
 * @param excluded trials left out because their verdict says nothing about the model
 */
public record SuccessRate(double rate, double low, double high, long n, long excluded) {}

/** The formulas behind every figure: pure functions, each with its source; {@code docs/statistics.md} explains them. */
package dev.assay.statistics;

package dev.assay.contracts.dataset;

/**
 * A named part of a data set.
 *
 * @param selector {@code all}, a range {@code 0-10} by place (end exclusive), or problem ids joined by commas
 * @param problems how many it holds
 */
public record Slice(String name, String selector, int problems) {}

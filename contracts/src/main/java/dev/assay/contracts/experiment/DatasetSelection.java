package dev.assay.contracts.experiment;

/**
 * Which problems of which data set.
 *
 * @param slice {@code all}; a range {@code 0-10} by place, end exclusive; problem ids joined by commas; or the name of a
 *     stored slice
 */
public record DatasetSelection(String datasetId, String slice) {}

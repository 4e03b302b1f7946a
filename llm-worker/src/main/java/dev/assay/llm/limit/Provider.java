package dev.assay.llm.limit;

/**
 * A server with one key: what limits and circuits are kept by.
 *
 * @param id in the table {@code provider}, in metrics and in what people see
 * @param limits as configured
 */
public record Provider(String id, Limits limits) {}

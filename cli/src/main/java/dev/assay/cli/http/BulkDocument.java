package dev.assay.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The request document that registers several experiments.
 *
 * @param update whether those that exist with other content are changed
 */
public record BulkDocument(List<JsonNode> experiments, boolean update) {}

package dev.assay.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A problem as it stands in a file.
 *
 * @param header what the file says of all its problems; empty where its format has no header
 * @param ordinal place in the file, from 0
 * @param line where it begins, from 1
 */
public record ProblemDocument(ObjectNode header, JsonNode problem, int ordinal, int line) {}

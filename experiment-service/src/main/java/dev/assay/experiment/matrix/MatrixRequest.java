package dev.assay.experiment.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A matrix as a person describes it.
 *
 * @param experiment what all its experiments say; {@code {axis}} in a text stands for the label of a value,
 *     {@code {axis.part}} for a part of it. A text that is nothing but one such placeholder becomes what it stands for: a
 *     number, a list, an object
 * @param axes by name; a value is a text, a number or a Boolean, which is its own label, or an object with a {@code label}
 *     and further parts
 */
record MatrixRequest(Optional<JsonNode> experiment, Optional<Map<String, List<JsonNode>>> axes) {}

package dev.assay.contracts.model;

import java.util.List;

/** Models of the catalogue, and those that experiments name by their address. */
public record ModelList(List<Model> items) {}

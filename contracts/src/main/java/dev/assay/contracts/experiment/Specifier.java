package dev.assay.contracts.experiment;

/** The model that analyses each problem before it is answered: what is asked and what to return, without an algorithm. */
public record Specifier(ModelSpec model, Sampling sampling) {}

package dev.assay.model.inference;

/** A conversation as the model reads it, and its length in tokens, beginning of sequence included. */
public record Prompt(String text, int tokens) {}

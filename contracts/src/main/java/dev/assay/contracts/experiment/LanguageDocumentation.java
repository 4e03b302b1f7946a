package dev.assay.contracts.experiment;

/** The documentation of a language, to be kept by llm-worker under the hash of its text. */
public record LanguageDocumentation(String text) {}

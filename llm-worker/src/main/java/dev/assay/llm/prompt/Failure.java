package dev.assay.llm.prompt;

import dev.assay.contracts.record.Feedback;

/** An answer that did not pass, and what may be told of that. */
public record Failure(String answer, Feedback feedback) {}

package dev.assay.llm.call;

/** What came of one call: an answer, or a failure. */
public sealed interface CallResult permits ChatAnswer, CallFailure {}

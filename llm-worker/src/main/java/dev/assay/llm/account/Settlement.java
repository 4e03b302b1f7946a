package dev.assay.llm.account;

/** A call that is over, and what it costs. */
public record Settlement(Billed call, Charge charge) {}

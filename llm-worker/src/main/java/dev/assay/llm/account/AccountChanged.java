package dev.assay.llm.account;

/** Said within this worker when an account was set: its calls may have become possible, or impossible. */
public record AccountChanged(String accountId) {}

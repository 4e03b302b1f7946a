package dev.assay.executor.sandbox;

/** Two seats that one execution uses at a time: one for the judge, one for the candidate. */
public record Slot(int number, Seat judge, Seat candidate) {}

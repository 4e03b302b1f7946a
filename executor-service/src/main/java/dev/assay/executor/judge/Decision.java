package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;

/** A verdict with its reason code and one line for a person; the line holds nothing of a hidden test. */
record Decision(Verdict verdict, String reason, String detail) {}

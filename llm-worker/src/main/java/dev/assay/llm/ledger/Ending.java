package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.llm.account.Charge;

/** What came of a claimed call, and what it costs. */
record Ending(Claim claim, GenerationOutcome outcome, Charge charge) {}

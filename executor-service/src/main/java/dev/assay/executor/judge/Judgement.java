package dev.assay.executor.judge;

import dev.assay.contracts.record.Execution;

/** What came of judging an answer. */
public sealed interface Judgement {

    /** There is a verdict. */
    record Judged(Execution execution) implements Judgement {}

    /** The host was too busy for the wall limit to say anything: judge it again, alone. */
    record Disturbed() implements Judgement {}
}

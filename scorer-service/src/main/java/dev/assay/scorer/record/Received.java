package dev.assay.scorer.record;

import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.GenerationOutcome;

/**
 * What a stage said of an attempt, and under which dispatch.
 *
 * @param success whether the stage did its work; a success is final
 */
public record Received<T>(int dispatchNumber, T outcome, boolean success) {

    static Received<GenerationOutcome> generation(int dispatchNumber, GenerationOutcome outcome) {
        boolean success = switch (outcome) {
            case GenerationOutcome.Answered answered -> true;
            case GenerationOutcome.Failed failed -> false;
            case GenerationOutcome.Withheld withheld -> false;
        };
        return new Received<>(dispatchNumber, outcome, success);
    }

    static Received<ExecutionOutcome> execution(int dispatchNumber, ExecutionOutcome outcome) {
        boolean success = switch (outcome) {
            case ExecutionOutcome.Ran ran -> true;
            case ExecutionOutcome.Failed failed -> false;
        };
        return new Received<>(dispatchNumber, outcome, success);
    }
}

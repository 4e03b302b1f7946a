package dev.assay.executor.event;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Execution;
import java.util.Optional;

/** Makes an outcome fit into a record: the code goes first, since it can be found in the answer again. */
final class RecordSize {

    /** For the names around the outcome, and what the broker adds. */
    private static final int MARGIN_BYTES = 64 * 1024;

    private static final int ROOM_BYTES = Topics.MAX_RECORD_BYTES - MARGIN_BYTES;

    private RecordSize() {}

    static ExecutionOutcome fit(ExecutionOutcome outcome) {
        return switch (outcome) {
            case ExecutionOutcome.Failed failed -> failed;
            case ExecutionOutcome.Ran ran when fits(ran) -> ran;
            case ExecutionOutcome.Ran ran -> fitWithoutCode(ran.execution());
        };
    }

    private static ExecutionOutcome fitWithoutCode(Execution execution) {
        ExecutionOutcome.Ran smaller = new ExecutionOutcome.Ran(new Execution(
                execution.verdict(),
                execution.reason(),
                execution.detail(),
                new Execution.Extraction(
                        Optional.empty(),
                        execution.extraction().rule(),
                        execution.extraction().version()),
                execution.tests(),
                execution.output(),
                execution.resources(),
                execution.integrity(),
                execution.sandbox(),
                execution.startedAt(),
                execution.programs()));
        if (fits(smaller)) {
            return smaller;
        }
        return new ExecutionOutcome.Failed(new StageError(
                "executor-service",
                "record_too_large",
                execution.tests().size() + " test outcomes do not fit into one record; split the problem",
                false));
    }

    private static boolean fits(ExecutionOutcome outcome) {
        return AssayJson.writeBytes(outcome).length <= ROOM_BYTES;
    }
}

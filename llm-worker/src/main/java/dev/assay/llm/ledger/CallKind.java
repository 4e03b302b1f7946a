package dev.assay.llm.ledger;

import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import java.util.Optional;

/** What calls are put together by, to tell how much models write: a review is not as long as an answer. */
public final class CallKind {

    private CallKind() {}

    /** The task type, with the role where the call is one for help. */
    public static String of(GenerateAttempt request) {
        return of(request.problem().taskType(), request.help().map(Help::role));
    }

    /** As {@link #of(GenerateAttempt)}. */
    public static String of(String taskType, Optional<CallRole> role) {
        return role.map(one -> taskType + ":" + one.code()).orElse(taskType);
    }
}

package dev.assay.executor.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.language.Documentation;
import dev.assay.executor.language.RuntimeState;
import java.util.List;

/** What a runner says to a {@link Request}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Reply.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = Reply.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Reply.RuntimeList.class, name = "runtimes"),
    @JsonSubTypes.Type(value = Reply.Documented.class, name = "documented"),
    @JsonSubTypes.Type(value = Reply.Failed.class, name = "failed")
})
sealed interface Reply {

    record Welcome(Isolation isolation) implements Reply {}

    record Judged(Judgement judgement) implements Reply {}

    record Done(Ran ran) implements Reply {}

    record RuntimeList(List<RuntimeState> runtimes) implements Reply {}

    record Documented(Documentation documentation) implements Reply {}

    record Failed(Cause cause, String message) implements Reply {}

    /** Why there is no answer. */
    enum Cause {
        /** The sandboxes fail, or none holds. */
        SANDBOX_UNAVAILABLE,
        /** The language has no runtime here. */
        RUNTIME_MISSING,
        /** The runner itself is wrong. */
        DEFECT
    }
}

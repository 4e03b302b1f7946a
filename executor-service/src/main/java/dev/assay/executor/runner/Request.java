package dev.assay.executor.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.program.ProgramOrder;

/** What an executor asks its runner for. There is one request a connection, and one {@link Reply} to it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = Request.Judge.class, name = "judge"),
    @JsonSubTypes.Type(value = Request.RunCode.class, name = "run_code"),
    @JsonSubTypes.Type(value = Request.RunCommand.class, name = "run_command"),
    @JsonSubTypes.Type(value = Request.ListRuntimes.class, name = "list_runtimes"),
    @JsonSubTypes.Type(value = Request.ReadDocumentation.class, name = "read_documentation")
})
sealed interface Request {

    /**
     * Says who is there and asks what holds. After the reply the connection stays: each side sees by it that the other is
     * still there.
     */
    record Hello() implements Request {}

    /** @param executorId name for the execution record */
    record Judge(ExecutionPlan plan, String executorId) implements Request {}

    record RunCode(CodeOrder order) implements Request {}

    record RunCommand(ProgramOrder order) implements Request {}

    record ListRuntimes() implements Request {}

    /** @param language id or alias of a runtime */
    record ReadDocumentation(String language) implements Request {}
}

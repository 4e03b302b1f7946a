package dev.assay.executor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The documents of SandboxFusion's {@code POST /run_code}, with its names and values. */
final class RunCode {

    private RunCode() {}

    /**
     * Code to be run.
     *
     * @param compileTimeout seconds of wall time, 10 where absent; {@code runTimeout} too
     * @param memoryLimitMb for compiling and for running, each; absent or -1: what the executor has as its default
     * @param files beside the code, in base64
     * @param fetchFiles files to be handed back after the run
     */
    @Schema(name = "RunCodeRequest")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            Optional<Double> compileTimeout,
            Optional<Double> runTimeout,
            @JsonProperty("memory_limit_MB") Optional<Integer> memoryLimitMb,
            Optional<String> code,
            Optional<String> stdin,
            Optional<String> language,
            Optional<Map<String, String>> files,
            Optional<List<String>> fetchFiles) {}

    /** What came of it; {@code message} says what is wrong with the sandbox, if anything is. */
    @Schema(name = "RunCodeResponse")
    record Response(
            Status status,
            String message,
            Optional<CommandResult> compileResult,
            Optional<CommandResult> runResult,
            String executorPodName,
            Map<String, String> files) {}

    @Schema(name = "RunStatus")
    enum Status {
        /** Every command ended with 0. */
        @JsonProperty("Success")
        SUCCESS,
        /** One did not, or ran out of time. */
        @JsonProperty("Failed")
        FAILED,
        /** The sandbox itself failed. */
        @JsonProperty("SandboxError")
        SANDBOX_ERROR
    }

    /**
     * How one command ended.
     *
     * @param executionTime seconds
     * @param returnCode absent where its time ran out; negative the number of the signal that ended it
     */
    record CommandResult(
            CommandStatus status, double executionTime, Optional<Integer> returnCode, String stdout, String stderr) {}

    enum CommandStatus {
        @JsonProperty("Finished")
        FINISHED,
        @JsonProperty("Error")
        ERROR,
        @JsonProperty("TimeLimitExceeded")
        TIME_LIMIT_EXCEEDED
    }
}

package dev.assay.executor.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The documents of {@code POST /executions}. */
final class Executions {

    private Executions() {}

    /**
     * A program to be run: {@code code} in a {@code language}, or a {@code command}.
     *
     * @param command words; the first is looked up in {@code /usr/bin} where it has no slash
     * @param files in base64, by their path in the working folder
     * @param stdin what it reads
     * @param fetch files to be handed back, or patterns with {@code *}
     */
    @Schema(name = "ExecutionRequest")
    record Request(
            Optional<String> language,
            Optional<String> code,
            Optional<List<String>> command,
            Optional<Map<String, String>> files,
            Optional<String> stdin,
            Optional<LimitsRequest> limits,
            Optional<List<String>> fetch) {}

    /**
     * What it may use.
     *
     * @param cpuSeconds of all its processes together; 10 where absent
     * @param wallSeconds ten times the CPU time, and at least 10, where absent
     * @param memoryBytes of all its processes together; 1 GiB where absent
     */
    @Schema(name = "ExecutionLimits")
    record LimitsRequest(Optional<Double> cpuSeconds, Optional<Double> wallSeconds, Optional<Long> memoryBytes) {}

    /**
     * What came of it.
     *
     * @param compile absent where nothing is compiled
     * @param run absent where it does not compile
     * @param files what was to be handed back and exists, in base64
     * @param filesComplete whether there was room (16 MiB) for all of it
     * @param tier of the isolation
     * @param runtime name and version of what ran it
     */
    @Schema(name = "ExecutionResponse")
    record Response(
            Outcome outcome,
            Optional<Step> compile,
            Optional<Step> run,
            Map<String, String> files,
            boolean filesComplete,
            String tier,
            String runtime,
            String executorId) {}

    enum Outcome {
        /** It ended by itself, with whatever exit code. */
        @JsonProperty("finished")
        FINISHED,
        /** A signal ended it. */
        @JsonProperty("crashed")
        CRASHED,
        @JsonProperty("compile_error")
        COMPILE_ERROR,
        @JsonProperty("time_limit")
        TIME_LIMIT,
        @JsonProperty("memory_limit")
        MEMORY_LIMIT,
        @JsonProperty("output_limit")
        OUTPUT_LIMIT
    }

    /**
     * Compiling, or running.
     *
     * @param exitCode absent where it did not end by itself
     * @param signal the signal that ended it
     */
    record Step(Optional<Integer> exitCode, Optional<Integer> signal, Text stdout, Text stderr, Resources resources) {}

    /** What was printed: at most 64 KiB of it, first and last part. */
    record Text(String text, long totalBytes, boolean clipped) {}

    /** What was used, and what was allowed. */
    record Resources(
            long cpuMs,
            long wallMs,
            Optional<Long> runDelayMs,
            Optional<Long> peakMemoryBytes,
            long cpuLimitMs,
            long wallLimitMs,
            long memoryLimitBytes) {}
}

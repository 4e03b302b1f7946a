package dev.assay.executor.api;

import dev.assay.executor.ExecutorId;
import dev.assay.executor.api.Executions.LimitsRequest;
import dev.assay.executor.api.Executions.Outcome;
import dev.assay.executor.api.Executions.Step;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.WorkFile;
import dev.assay.executor.runner.CodeOrder;
import dev.assay.executor.runner.Ran;
import dev.assay.executor.runner.StepLimits;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.Printed;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs a program, or a command, with files, input and limits. */
@Path("/executions")
@CallableBy(Caller.CLIENT)
@RunOnVirtualThread
@SecurityRequirement(name = "client")
@Tag(name = "run")
class ExecutionResource {

    private static final String EXAMPLE = """
            {"command": ["sort", "words.txt"], "files": {"words.txt": "YgphCg=="},
             "limits": {"cpu_seconds": 2, "memory_bytes": 67108864}}""";

    private static final double DEFAULT_CPU_SECONDS = 10;
    private static final double MOST_SECONDS = 3600;
    private static final long LEAST_MEMORY = 16L << 20;
    private static final long MOST_MEMORY = 64L << 30;
    private static final int WALL_FACTOR = 10;
    private static final int MOST_WORDS = 1000;

    private final Workbench bench;
    private final String executorId;

    ExecutionResource(Workbench bench, ExecutorId executorId) {
        this.bench = bench;
        this.executorId = executorId.value();
    }

    @POST
    @Operation(operationId = "execute", summary = "Runs code in a language, or a command, and waits for its end")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "command", value = EXAMPLE)))
    public Executions.Response execute(Executions.Request request) {
        if (request == null
                || request.language().isPresent() == request.command().isPresent()) {
            throw Problems.badField("language", "either `language` with `code`, or `command` is needed");
        }
        List<WorkFile> files = Base64Files.decode(request.files().orElse(Map.of()));
        byte[] input = request.stdin().orElse("").getBytes(StandardCharsets.UTF_8);
        List<String> fetch = request.fetch().orElse(List.of());
        fetch.forEach(path -> Base64Files.requirePath("fetch", path));
        SandboxLimits limits = limits(request.limits());
        if (request.command().isPresent()) {
            ProgramOrder order = new ProgramOrder(
                    command(request.command().get()), Map.of(), files, input, fetch, false, List.of(), limits);
            return response(bench.inTurn(runner -> runner.run(order)));
        }
        CodeOrder order = new CodeOrder(
                request.language().get(),
                request.code()
                        .orElseThrow(() -> Problems.badField("code", "is missing"))
                        .getBytes(StandardCharsets.UTF_8),
                files,
                input,
                fetch,
                Optional.empty(),
                new StepLimits(Optional.of(limits.cpu()), limits.wall(), Optional.of(limits.memoryBytes())));
        return response(bench.inTurn(runner -> runner.run(order)));
    }

    private static List<String> command(List<String> words) {
        if (words.isEmpty() || words.size() > MOST_WORDS || words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw Problems.badField("command", "must have 1 to " + MOST_WORDS + " words without U+0000");
        }
        if (words.getFirst().contains("/")) {
            return words;
        }
        List<String> found = new ArrayList<>(words);
        found.set(0, "/usr/bin/" + words.getFirst());
        return found;
    }

    private static SandboxLimits limits(Optional<LimitsRequest> request) {
        double cpu = request.flatMap(LimitsRequest::cpuSeconds).orElse(DEFAULT_CPU_SECONDS);
        double wall = request.flatMap(LimitsRequest::wallSeconds)
                .orElse(Math.min(MOST_SECONDS, Math.max(DEFAULT_CPU_SECONDS, cpu * WALL_FACTOR)));
        long memory = request.flatMap(LimitsRequest::memoryBytes).orElse(SandboxLimits.DEFAULT_MEMORY_BYTES);
        requireSeconds("limits.cpu_seconds", cpu);
        requireSeconds("limits.wall_seconds", wall);
        if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
            throw Problems.badField("limits.memory_bytes", "must be from " + LEAST_MEMORY + " to " + MOST_MEMORY);
        }
        return new SandboxLimits(millis(cpu), millis(wall), memory);
    }

    private static void requireSeconds(String field, double seconds) {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Problems.badField(field, "must be above 0 and at most " + (int) MOST_SECONDS);
        }
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Executions.Response response(Ran ran) {
        Optional<ProgramEnd> end = ran.run().map(Ran.Step::end);
        return new Executions.Response(
                end.map(ExecutionResource::outcome).orElse(Outcome.COMPILE_ERROR),
                ran.compile().map(ExecutionResource::step),
                ran.run().map(ExecutionResource::step),
                Base64Files.encode(end.map(ProgramEnd::results).orElse(List.of())),
                end.map(ProgramEnd::resultsComplete).orElse(true),
                ran.tier(),
                ran.runtime(),
                executorId);
    }

    private static Outcome outcome(ProgramEnd end) {
        if (end.breach().isPresent()) {
            return outcome(end.breach().get());
        }
        return end.exitCode().filter(code -> code >= 0).isPresent() ? Outcome.FINISHED : Outcome.CRASHED;
    }

    private static Outcome outcome(Breach breach) {
        return switch (breach) {
            case CPU_TIME, WALL_TIME -> Outcome.TIME_LIMIT;
            case MEMORY -> Outcome.MEMORY_LIMIT;
            case OUTPUT -> Outcome.OUTPUT_LIMIT;
        };
    }

    private static Step step(Ran.Step step) {
        ProgramEnd end = step.end();
        SandboxLimits limits = step.limits();
        return new Step(
                end.exitCode().filter(code -> code >= 0),
                end.exitCode().filter(code -> code < 0).map(code -> -code),
                text(end.standardOutput()),
                text(end.standardError()),
                new Executions.Resources(
                        end.usage().cpuMs(),
                        end.usage().wallMs(),
                        end.usage().runDelayMs(),
                        end.usage().peakMemoryBytes(),
                        limits.cpu().toMillis(),
                        limits.wall().toMillis(),
                        limits.memoryBytes()));
    }

    private static Executions.Text text(Printed output) {
        return new Executions.Text(output.text(), output.totalBytes(), output.clipped());
    }
}

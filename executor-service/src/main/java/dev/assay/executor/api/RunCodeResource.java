package dev.assay.executor.api;

import dev.assay.executor.ExecutorId;
import dev.assay.executor.api.RunCode.CommandResult;
import dev.assay.executor.api.RunCode.CommandStatus;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.WorkFile;
import dev.assay.executor.runner.CodeOrder;
import dev.assay.executor.runner.Ran;
import dev.assay.executor.runner.Ran.Step;
import dev.assay.executor.runner.StepLimits;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs code as SandboxFusion does, so that what speaks with it can speak with this. */
@Path("/run_code")
@CallableBy(Caller.CLIENT)
@RunOnVirtualThread
@SecurityScheme(securitySchemeName = "client", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "client")
@Tag(name = "run")
class RunCodeResource {

    private static final String EXAMPLE = """
            {"language": "python", "code": "print(input())", "stdin": "hello", "run_timeout": 10, "memory_limit_MB": -1,
             "files": {"data/in.txt": "aGVsbG8="}, "fetch_files": ["out.txt"]}""";

    private static final double DEFAULT_SECONDS = 10;
    private static final double LONGEST_SECONDS = 600;
    private static final int KILLED = -9;
    private static final long MIB = 1024 * 1024;

    private final Workbench bench;
    private final String executorId;

    RunCodeResource(Workbench bench, ExecutorId executorId) {
        this.bench = bench;
        this.executorId = executorId.value();
    }

    @POST
    @Operation(operationId = "runCode", summary = "Compiles and runs code; the request and answer of SandboxFusion")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "runCode", value = EXAMPLE)))
    public RunCode.Response runCode(RunCode.Request request) {
        if (request == null) {
            throw Problems.badField("code", "is missing");
        }
        String code = request.code().orElseThrow(() -> Problems.badField("code", "is missing"));
        String language = request.language().orElseThrow(() -> Problems.badField("language", "is missing"));
        List<WorkFile> files = Base64Files.decode(request.files().orElse(Map.of()));
        List<String> fetched = request.fetchFiles().orElse(List.of());
        fetched.forEach(path -> Base64Files.requirePath("fetch_files", path));
        Duration compileTime = seconds("compile_timeout", request.compileTimeout());
        Duration runTime = seconds("run_timeout", request.runTimeout());
        Optional<Long> memory =
                request.memoryLimitMb().filter(megabytes -> megabytes > 0).map(megabytes -> megabytes * MIB);
        try {
            CodeOrder order = new CodeOrder(
                    language,
                    code.getBytes(StandardCharsets.UTF_8),
                    files,
                    request.stdin().orElse("").getBytes(StandardCharsets.UTF_8),
                    fetched,
                    Optional.of(new StepLimits(Optional.empty(), compileTime, memory)),
                    new StepLimits(Optional.empty(), runTime, memory));
            return response(bench.inTurn(runner -> runner.run(order)));
        } catch (SandboxUnavailable e) {
            return new RunCode.Response(
                    RunCode.Status.SANDBOX_ERROR,
                    e.getMessage(),
                    Optional.empty(),
                    Optional.empty(),
                    executorId,
                    Map.of());
        }
    }

    private static Duration seconds(String field, Optional<Double> given) {
        double seconds = given.orElse(DEFAULT_SECONDS);
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw Problems.badField(field, "must be above 0 and at most " + (int) LONGEST_SECONDS + " seconds");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private RunCode.Response response(Ran ran) {
        Optional<CommandResult> compile = ran.compile().map(Step::end).map(RunCodeResource::result);
        Optional<CommandResult> run = ran.run().map(Step::end).map(RunCodeResource::result);
        boolean success = Stream.concat(compile.stream(), run.stream())
                .allMatch(one -> one.returnCode().filter(code -> code == 0).isPresent());
        return new RunCode.Response(
                success ? RunCode.Status.SUCCESS : RunCode.Status.FAILED,
                "",
                compile,
                run,
                executorId,
                Base64Files.encode(
                        ran.run().map(Step::end).map(ProgramEnd::results).orElse(List.of())));
    }

    private static CommandResult result(ProgramEnd end) {
        boolean late = end.breach()
                .filter(breach -> breach == Breach.WALL_TIME || breach == Breach.CPU_TIME)
                .isPresent();
        return new CommandResult(
                late ? CommandStatus.TIME_LIMIT_EXCEEDED : CommandStatus.FINISHED,
                end.usage().wallMs() / 1000.0,
                late ? Optional.empty() : Optional.of(end.exitCode().orElse(KILLED)),
                end.standardOutput().text(),
                end.standardError().text());
    }
}

package dev.assay.benchmark.calls;

import dev.assay.cli.http.AssayClient;
import dev.assay.local.platform.Platform;
import dev.assay.local.platform.PlatformOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench budget}, {@code faults}, {@code calls} and {@code pipeline}: each over a platform of its own. */
@Command(name = "bench", mixinStandardHelpOptions = true)
final class CallsBench {

    private static final int DEAREST = 1_500;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CallsBench()).execute(arguments));
    }

    @Command(name = "budget", description = "A limit of $1.00 over three workers with kills and broken streams.")
    int budget() {
        return over(platform -> {
            BudgetRun.Result result = BudgetRun.run(platform, new BigDecimal("1.00"), DEAREST, 100, 200, 300, 400);
            return new Shown(result.toString(), result.worstUsd().compareTo(result.limitUsd()) <= 0);
        });
    }

    @Command(name = "faults", description = "Calls at a provider that fails, while workers are scaled and killed.")
    int faults(
            @Option(names = "--calls", defaultValue = "2000") int calls,
            @Option(names = "--requests-per-minute", defaultValue = "1200") int requestsPerMinute) {
        return over(platform -> {
            FaultRun.Result result = FaultRun.run(
                    platform, calls, requestsPerMinute, calls / 3, calls / 2, calls * 2 / 3, calls * 5 / 6);
            boolean kept = result.repeatsOfStored() == 0
                    && result.ended() == result.trials()
                    && result.lostAnswers() <= result.inFlightAtKills()
                    && result.mostInAMinute() <= requestsPerMinute
                    && result.budget().spentUsd().compareTo(result.storedUsd()) == 0;
            return new Shown(result.toString(), kept);
        });
    }

    @Command(name = "calls", description = "Calls of one second at concurrency 64, then calls without latency.")
    int calls(
            @Option(names = "--slow", defaultValue = "2000") int slow,
            @Option(names = "--fast", defaultValue = "10000") int fast) {
        return over(platform -> {
            ThroughputRun.run(platform, 1_000, 64, Duration.ZERO); // until the JVMs are warm
            ThroughputRun.Result seconds = ThroughputRun.run(platform, slow, 64, Duration.ofSeconds(1));
            ThroughputRun.Result none = ThroughputRun.run(platform, fast, 64, Duration.ZERO);
            return new Shown(seconds + "\n\n" + none, true);
        });
    }

    @Command(
            name = "pipeline",
            description =
                    "Trials that are judged without execution, from end to end; then lists over ten times as many.")
    int pipeline(@Option(names = "--trials", defaultValue = "20000") int trials) {
        return over(platform -> {
            AssayClient client = new AssayClient(platform.url("experiment-service"));
            QuestionLoad load = new QuestionLoad(client);
            load.importQuestions();
            try (Provider provider = new Provider(Faults.NONE, Duration.ZERO, Duration.ZERO, 1)) {
                PipelineRun pipeline = new PipelineRun(client, load, provider);
                pipeline.throughput(platform, 5 * QuestionLoad.QUESTIONS); // until the JVMs are warm
                PipelineRun.Throughput throughput = pipeline.throughput(platform, trials);
                show(throughput);
                show(pipeline.control(trials));
                new CopiedRuns(platform.databaseUrl(), platform.secrets()).copy(throughput.runId(), 9);
                return new Shown(latencies(platform, throughput.runId(), load.name()), throughput.passed() == trials);
            }
        });
    }

    private void show(Object figures) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(figures + "\n");
        out.flush();
    }

    private static String latencies(Platform platform, String runId, String datasetId) {
        StringBuilder text = new StringBuilder("milliseconds: median, 95 %, most\n");
        new ListLatencies(platform.url("experiment-service"))
                .measure(runId, datasetId)
                .forEach((path, latency) -> text.append("%7.1f %7.1f %7.1f  %s%n"
                        .formatted(
                                latency.median(),
                                latency.p95(),
                                latency.most(),
                                path.replace(runId, "RUN").replace(datasetId, "SET"))));
        return text.toString().stripTrailing();
    }

    private record Shown(String text, boolean kept) {}

    private int over(Function<Platform, Shown> program) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Path home = Files.createTempDirectory("assay-bench");
            Path root = Path.of(System.getenv().getOrDefault("ASSAY_ROOT", ""));
            out.println("starting a platform in " + home + " …");
            out.flush();
            try (Platform platform =
                    Platform.started(PlatformOptions.forTest(root.toAbsolutePath(), home.resolve("home")))) {
                Shown shown = program.apply(platform);
                out.println(shown.text());
                out.println(shown.kept() ? "kept" : "NOT KEPT");
                out.flush();
                return shown.kept() ? CommandLine.ExitCode.OK : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

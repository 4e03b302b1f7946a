package dev.assay.cli.evaluate;

import dev.assay.cli.datasets.DatasetImport;
import dev.assay.cli.datasets.DatasetName;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.runs.RunErrors;
import dev.assay.cli.runs.RunFollower;
import dev.assay.cli.runs.RunReport;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.record.SampleResult;
import dev.assay.contracts.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay evaluate}: judge answers that a person brought, without calling a model. */
@Command(
        name = "evaluate",
        description =
                "Judge answers that you have: samples.jsonl, EvalPlus eval_results.json, or a folder of programs.")
public final class EvaluateCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--dataset", required = true, paramLabel = "FILE", description = "The data set they answer.")
    private Path dataset;

    @Option(
            names = "--samples",
            required = true,
            paramLabel = "FILE|DIR",
            description = "{task_id, completion} or {task_id, solution} a line; eval_results.json; HumanEval_0/0.py …")
    private Path samples;

    @Option(names = "--format", description = "Format of the data set (default: recognised).")
    private String format;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where <samples>_results.jsonl goes (default: beside the samples).")
    private Path output;

    @Option(names = "--name", description = "Name of the run.")
    private String name;

    public EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!Files.exists(samples)) {
            throw Failure.usage("samples " + samples + " do not exist");
        }
        String datasetId = DatasetName.of(dataset);
        List<Sample> read = SampleReader.read(samples);
        ResultsFile file = ResultsFile.of(samples, Optional.ofNullable(output));

        AssayClient client = session.client();
        Terminal terminal = session.terminal();
        DatasetImport imports = new DatasetImport(client, terminal);
        imports.upload(datasetId, dataset, Optional.ofNullable(format), Map.of());
        ProvidedAnswers provided = ProvidedAnswers.assign(
                read,
                client.problems(datasetId, Optional.empty()).stream()
                        .map(problem -> problem.problem().problemId())
                        .toList());
        imports.warnUnlessVerified(imports.awaitGate(datasetId));
        Run started = client.createProvidedRun(provided.request(datasetId, Optional.ofNullable(name)));
        terminal.note("run " + started.runId() + ": " + started.progress().total() + " samples for " + datasetId);
        Run run = new RunFollower(client, terminal).follow(started);
        List<SampleResult> results = new SampleResults(client).of(run.runId(), provided);
        file.write(provided.answers(), results);
        report(client, terminal, datasetId, provided, results, file, run);
        boolean complete = results.stream().allMatch(result -> result.passed().isPresent());
        return complete ? 0 : Failure.Kind.FAILED.exitCode();
    }

    /**
     * The command's JSON document.
     *
     * @param problemsSolved problems with at least one sample that passed
     */
    private record Document(
            String datasetId,
            String resultsFile,
            long samples,
            long notJudged,
            long problems,
            long problemsSolved,
            Run run) {}

    private void report(
            AssayClient client,
            Terminal terminal,
            String datasetId,
            ProvidedAnswers provided,
            List<SampleResult> results,
            ResultsFile file,
            Run run) {
        ProblemTally tally = ProblemTally.of(provided.answers(), results);
        if (session.json()) {
            long notJudged =
                    results.stream().filter(result -> result.passed().isEmpty()).count();
            session.print(new Document(
                    datasetId,
                    file.path().toString(),
                    results.size(),
                    notJudged,
                    tally.problems(),
                    tally.solved(),
                    run));
        } else {
            RunReport report = new RunReport(client, terminal);
            report.print(run);
            terminal.print("");
            terminal.print("data set       " + datasetId);
            terminal.print("problems       " + Figures.count(tally.solved()) + " of " + Figures.count(tally.problems())
                    + " solved by at least one sample, " + Figures.count(tally.always()) + " by every one");
            terminal.print("results        " + file.path());
            report.printWhere(run);
        }
        new RunErrors(client, terminal).print(run);
    }
}

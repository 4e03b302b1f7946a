package dev.assay.cli.http;

import static dev.assay.cli.http.Transport.encode;
import static dev.assay.cli.http.Transport.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.Page;
import dev.assay.contracts.account.Spend;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.contracts.analysis.Savings;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.summary.BenchmarkSummary;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The REST API of Assay, as far as the commands use it.
 *
 * <p>Every method throws {@link Failure}: usage where the server refuses the request, {@link ServerAway} where nothing
 * answers, infrastructure where the server fails.
 */
public final class AssayClient implements AutoCloseable {

    private final Transport api;

    public AssayClient(URI server) {
        this.api = new Transport(server);
    }

    @Override
    public void close() {
        api.close();
    }

    /** Address of a document of the API, for people. */
    public String url(String path) {
        return api.url(path);
    }

    /** Imports a file as (a new version of) a data set. */
    public Dataset importDataset(String datasetId, Path file, Optional<String> format, Map<String, String> about) {
        StringBuilder query = new StringBuilder("/datasets?dataset_id=" + encode(datasetId));
        format.ifPresent(code -> query.append("&format=").append(encode(code)));
        about.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(encode(value)));
        try {
            HttpRequest request = api.request(query.toString())
                    .timeout(Transport.UPLOAD)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build();
            return api.send(request, Dataset.class);
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be read: " + e.getMessage());
        }
    }

    public Dataset dataset(String datasetId) {
        return api.get("/datasets/" + encode(datasetId), Dataset.class);
    }

    public List<Dataset> datasets() {
        return api.all("/datasets", new TypeReference<>() {}, Integer.MAX_VALUE);
    }

    public GateReport gate(String datasetId) {
        return api.get("/datasets/" + encode(datasetId) + "/gate", GateReport.class);
    }

    /** The problems of a data set as a prompt may use them, in order. */
    public List<PublicProblem> problems(String datasetId, Optional<String> slice) {
        String query = slice.map(name -> "?slice=" + encode(name)).orElse("");
        return api.all(
                "/datasets/" + encode(datasetId) + "/problems" + query, new TypeReference<>() {}, Integer.MAX_VALUE);
    }

    /** Registers an experiment, or gives an existing one this content. */
    public Experiment putExperiment(String experimentId, ExperimentDocument experiment) {
        return putExperiment(experimentId, AssayJson.events().<JsonNode>valueToTree(experiment));
    }

    /** As {@link #putExperiment(String, ExperimentDocument)}, in the shape that the API has. */
    public Experiment putExperiment(String experimentId, JsonNode experiment) {
        HttpRequest request = api.request("/experiments/" + encode(experimentId))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(AssayJson.writeBytes(experiment)))
                .build();
        return api.send(request, Experiment.class);
    }

    /** Registers what a matrix expands to. */
    public Registration applyMatrix(JsonNode matrix) {
        return api.post("/experiments/matrix", matrix, Registration.class);
    }

    /** Registers experiments, each on its own. */
    public Registration applyExperiments(BulkDocument experiments) {
        return api.post("/experiments/bulk", experiments, Registration.class);
    }

    public Experiment experiment(String experimentId) {
        return api.get("/experiments/" + encode(experimentId), Experiment.class);
    }

    /** Experiments in the order of their ids, at most {@code limit}; {@code filter} as the API has it. */
    public List<Experiment> experiments(Map<String, String> filter, int limit) {
        return api.all("/experiments" + query(filter), new TypeReference<>() {}, limit);
    }

    /** Whether a part of a data set holds a problem. */
    public boolean hasProblems(DatasetSelection selection) {
        String path = "/datasets/" + encode(selection.datasetId()) + "/problems?slice=" + encode(selection.slice());
        return !api.all(path, new TypeReference<Page<PublicProblem>>() {}, 1).isEmpty();
    }

    /** What a run would cost. */
    public Estimate estimate(EstimateDocument run) {
        return api.post("/estimates", run, Estimate.class);
    }

    /** Renders and checks all that an experiment would ask. */
    public DryRun dryRun(String experimentId, int previews) {
        return api.post(
                "/experiments/" + encode(experimentId) + "/dry-run", Map.of("previews", previews), DryRun.class);
    }

    /** The prompt templates. */
    public TemplateList templates() {
        return api.get("/templates", TemplateList.class);
    }

    /** What a template makes of a problem of a data set, of the first one where none is named. */
    public PromptPreview previewTemplate(String template, String datasetId, Optional<String> problemId) {
        String problem = problemId.map(id -> "&problem_id=" + encode(id)).orElse("");
        return api.get(
                "/templates/" + encode(template) + "/preview?dataset_id=" + encode(datasetId) + problem,
                PromptPreview.class);
    }

    /** Starts a run. */
    public Run createRun(RunDocument run) {
        return api.post("/runs", run, Run.class);
    }

    /** Starts a run over brought answers; {@code body} is the request document. */
    public Run createProvidedRun(byte[] body) {
        return api.post("/runs/provided", BodyPublishers.ofByteArray(body), Transport.UPLOAD);
    }

    /** A run by its id or a unique beginning of it. */
    public Run run(String runId) {
        return api.get("/runs/" + encode(runId), Run.class);
    }

    /** The newest runs first, at most {@code limit}. */
    public List<Run> runs(Map<String, String> filter, int limit) {
        return api.all("/runs" + query(filter), new TypeReference<>() {}, limit);
    }

    /** The summary of a run that has ended. */
    public BenchmarkSummary summary(String runId) {
        return api.get("/runs/" + encode(runId) + "/summary", BenchmarkSummary.class);
    }

    /** Has the trials of a run begun before or after those of others. */
    public Run prioritiseRun(String runId, int priority) {
        HttpRequest request = api.request("/runs/" + encode(runId))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(AssayJson.writeBytes(Map.of("priority", priority))))
                .build();
        return api.send(request, Run.class);
    }

    public Run pauseRun(String runId) {
        return api.post("/runs/" + encode(runId) + "/pause", BodyPublishers.noBody(), Transport.ANSWER);
    }

    public Run cancelRun(String runId) {
        return api.post("/runs/" + encode(runId) + "/cancel", BodyPublishers.noBody(), Transport.ANSWER);
    }

    /** Goes on with a run; with another limit where one is given. */
    public Run resumeRun(String runId, Optional<BigDecimal> limitUsd) {
        byte[] body = AssayJson.writeBytes(
                limitUsd.map(limit -> Map.of("limit_usd", limit)).orElse(Map.of()));
        return api.post("/runs/" + encode(runId) + "/resume", BodyPublishers.ofByteArray(body), Transport.ANSWER);
    }

    /** Tries trials of a run again; gives the run that they are in. */
    public Run retryRun(String runId, String trials, Optional<BigDecimal> limitUsd) {
        Map<String, Object> request = new HashMap<>();
        request.put("trials", trials);
        limitUsd.ifPresent(limit -> request.put("limit_usd", limit));
        return api.post(
                "/runs/" + encode(runId) + "/retry",
                BodyPublishers.ofByteArray(AssayJson.writeBytes(request)),
                Transport.ANSWER);
    }

    /** What was spent; {@code query} as the API has it. */
    public List<Spend> spend(Map<String, String> query) {
        return List.of(api.get("/spend" + query(query), Spend[].class));
    }

    /** Problems of a data set by difficulty; {@code query} as the API has it. */
    public List<ProblemDifficulty> difficulty(Map<String, String> query) {
        return api.page("/analyses/difficulty" + query(query), new TypeReference<Page<ProblemDifficulty>>() {})
                .items();
    }

    /** Models over time; {@code query} as the API has it. */
    public List<HistoryPoint> history(Map<String, String> query) {
        return api.page("/analyses/history" + query(query), new TypeReference<Page<HistoryPoint>>() {})
                .items();
    }

    /** Models over all runs; {@code query} as the API has it. */
    public List<ModelFigures> modelFigures(Map<String, String> query) {
        return api.page("/analyses/models" + query(query), new TypeReference<Page<ModelFigures>>() {})
                .items();
    }

    /** What one side saves against another. */
    public Savings savings(String run, String baseline) {
        return api.get("/analyses/savings?run=" + encode(run) + "&baseline=" + encode(baseline), Savings.class);
    }

    /** Code that was not always judged alike in the runs. */
    public List<FlakyProblem> flaky(List<String> runs) {
        String query = runs.stream().map(run -> "run=" + encode(run)).collect(Collectors.joining("&"));
        return api.page("/analyses/flaky?" + query, new TypeReference<Page<FlakyProblem>>() {})
                .items();
    }

    /** Trials of a run in order, at most {@code limit}. */
    public List<Trial> trials(String runId, TrialFilter filter, int limit) {
        return api.all("/runs/" + encode(runId) + "/trials" + filter.query(), new TypeReference<>() {}, limit);
    }

    /** Which trials of a run. */
    public record TrialFilter(Optional<String> state, Optional<String> verdict) {

        public static final TrialFilter ALL = new TrialFilter(Optional.empty(), Optional.empty());

        private String query() {
            List<String> parts = new ArrayList<>();
            state.ifPresent(code -> parts.add("state=" + encode(code)));
            verdict.ifPresent(code -> parts.add("verdict=" + encode(code)));
            return parts.isEmpty() ? "" : "?" + String.join("&", parts);
        }
    }

    /** Writes a run in a form that the server knows. */
    public void export(String runId, String format, Optional<String> experimentId, Writer out) {
        String of = experimentId.map(id -> "&experiment_id=" + encode(id)).orElse("");
        api.download("/runs/" + encode(runId) + "/export?format=" + encode(format) + of, out);
    }

    /** Writes the HTML page of a run, or of its comparison with another. */
    public void report(String runId, Optional<String> other, Writer out) {
        String with = other.map(name -> "?compare=" + encode(name)).orElse("");
        api.download("/runs/" + encode(runId) + "/report" + with, out);
    }

    /** Holds runs or experiments against the first of them. */
    public Comparison compare(List<String> sides) {
        return api.post("/comparisons", Map.of("sides", sides), Comparison.class);
    }

    /** The models of the catalogue, and those that experiments name by their address. */
    public ModelList models() {
        return api.get("/models", ModelList.class);
    }

    /** Whether a model's server offers it. */
    public ModelAvailability checkModel(ModelReference model) {
        List<String> parts = new ArrayList<>();
        model.slug().ifPresent(slug -> parts.add("slug=" + encode(slug)));
        model.baseUrl().ifPresent(url -> parts.add("base_url=" + encode(url)));
        model.name().ifPresent(name -> parts.add("name=" + encode(name)));
        return api.get("/models/check?" + String.join("&", parts), ModelAvailability.class);
    }

    /** Makes one small call of a model. */
    public SpeedTest speedTest(ModelReference model) {
        return api.post("/models/speed-test", model, SpeedTest.class);
    }

    /** All attempts of a run, in the order in which they were first seen. */
    public List<AttemptSummary> attempts(String runId) {
        return api.all("/runs/" + encode(runId) + "/attempts", new TypeReference<>() {}, Integer.MAX_VALUE);
    }

    public AttemptRecord attempt(String attemptId) {
        return api.get("/attempts/" + encode(attemptId), AttemptRecord.class);
    }

    /** The progress of a run as the server reports it; the caller closes it. */
    public RunEvents events(String runId) {
        HttpRequest request = api.request("/runs/" + encode(runId) + "/events")
                .header("Accept", "text/event-stream")
                .timeout(Transport.ANSWER)
                .build();
        return new RunEvents(api.exchange(request).body());
    }
}

package dev.assay.cli.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
public final class AssayClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration UPLOAD = Duration.ofMinutes(10);
    private static final int PAGE_LIMIT = 1000;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ObjectMapper json = AssayJson.events();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI server;

    public AssayClient(URI server) {
        this.server = server;
    }

    /** Address of a document of the API, for people. */
    public String url(String path) {
        return server + "/api/v1" + path;
    }

    /** Imports a file as (a new version of) a data set. */
    public Dataset importDataset(String datasetId, Path file, Optional<String> format, Map<String, String> about) {
        StringBuilder query = new StringBuilder("/datasets?dataset_id=" + encode(datasetId));
        format.ifPresent(code -> query.append("&format=").append(encode(code)));
        about.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(encode(value)));
        try {
            HttpRequest request = request(query.toString())
                    .timeout(UPLOAD)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build();
            return send(request, Dataset.class);
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be read: " + e.getMessage());
        }
    }

    public Dataset dataset(String datasetId) {
        return get("/datasets/" + encode(datasetId), Dataset.class);
    }

    public List<Dataset> datasets() {
        return all("/datasets", new TypeReference<>() {}, Integer.MAX_VALUE);
    }

    public GateReport gate(String datasetId) {
        return get("/datasets/" + encode(datasetId) + "/gate", GateReport.class);
    }

    /** The problems of a data set as a prompt may use them, in order. */
    public List<PublicProblem> problems(String datasetId, Optional<String> slice) {
        String query = slice.map(name -> "?slice=" + encode(name)).orElse("");
        return all("/datasets/" + encode(datasetId) + "/problems" + query, new TypeReference<>() {}, Integer.MAX_VALUE);
    }

    /** Registers an experiment, or gives an existing one this content. */
    public Experiment putExperiment(String experimentId, ExperimentDocument experiment) {
        return putExperiment(experimentId, json.<JsonNode>valueToTree(experiment));
    }

    /** As {@link #putExperiment(String, ExperimentDocument)}, in the shape that the API has. */
    public Experiment putExperiment(String experimentId, JsonNode experiment) {
        HttpRequest request = request("/experiments/" + encode(experimentId))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(AssayJson.writeBytes(experiment)))
                .build();
        return send(request, Experiment.class);
    }

    /** Registers what a matrix expands to. */
    public Registration applyMatrix(JsonNode matrix) {
        return post("/experiments/matrix", matrix, Registration.class);
    }

    /** Registers experiments, each on its own. */
    public Registration applyExperiments(BulkDocument experiments) {
        return post("/experiments/bulk", experiments, Registration.class);
    }

    public Experiment experiment(String experimentId) {
        return get("/experiments/" + encode(experimentId), Experiment.class);
    }

    /** Experiments in the order of their ids, at most {@code limit}; {@code filter} as the API has it. */
    public List<Experiment> experiments(Map<String, String> filter, int limit) {
        return all("/experiments" + query(filter), new TypeReference<>() {}, limit);
    }

    /** Whether a part of a data set holds a problem. */
    public boolean hasProblems(DatasetSelection selection) {
        String path = "/datasets/" + encode(selection.datasetId()) + "/problems?slice=" + encode(selection.slice());
        return !all(path, new TypeReference<Page<PublicProblem>>() {}, 1).isEmpty();
    }

    /** What a run would cost. */
    public Estimate estimate(EstimateDocument run) {
        return post("/estimates", run, Estimate.class);
    }

    /** Renders and checks all that an experiment would ask. */
    public DryRun dryRun(String experimentId, int previews) {
        return post("/experiments/" + encode(experimentId) + "/dry-run", Map.of("previews", previews), DryRun.class);
    }

    /** The prompt templates. */
    public TemplateList templates() {
        return get("/templates", TemplateList.class);
    }

    /** What a template makes of a problem of a data set, of the first one where none is named. */
    public PromptPreview previewTemplate(String template, String datasetId, Optional<String> problemId) {
        String problem = problemId.map(id -> "&problem_id=" + encode(id)).orElse("");
        return get(
                "/templates/" + encode(template) + "/preview?dataset_id=" + encode(datasetId) + problem,
                PromptPreview.class);
    }

    /** Starts a run. */
    public Run createRun(RunDocument run) {
        return post("/runs", run, Run.class);
    }

    /** Starts a run over brought answers; {@code body} is the request document. */
    public Run createProvidedRun(byte[] body) {
        return post("/runs/provided", BodyPublishers.ofByteArray(body), UPLOAD);
    }

    /** A run by its id or a unique beginning of it. */
    public Run run(String runId) {
        return get("/runs/" + encode(runId), Run.class);
    }

    /** The newest runs first, at most {@code limit}. */
    public List<Run> runs(Map<String, String> filter, int limit) {
        return all("/runs" + query(filter), new TypeReference<>() {}, limit);
    }

    public Run pauseRun(String runId) {
        return post("/runs/" + encode(runId) + "/pause", BodyPublishers.noBody(), ANSWER);
    }

    public Run cancelRun(String runId) {
        return post("/runs/" + encode(runId) + "/cancel", BodyPublishers.noBody(), ANSWER);
    }

    /** Goes on with a run; with another limit where one is given. */
    public Run resumeRun(String runId, Optional<BigDecimal> limitUsd) {
        byte[] body = AssayJson.writeBytes(
                limitUsd.map(limit -> Map.of("limit_usd", limit)).orElse(Map.of()));
        return post("/runs/" + encode(runId) + "/resume", BodyPublishers.ofByteArray(body), ANSWER);
    }

    /** Tries trials of a run again; gives the run that they are in. */
    public Run retryRun(String runId, String trials, Optional<BigDecimal> limitUsd) {
        Map<String, Object> request = new HashMap<>();
        request.put("trials", trials);
        limitUsd.ifPresent(limit -> request.put("limit_usd", limit));
        return post(
                "/runs/" + encode(runId) + "/retry", BodyPublishers.ofByteArray(AssayJson.writeBytes(request)), ANSWER);
    }

    /** What was spent; {@code query} as the API has it. */
    public List<Spend> spend(Map<String, String> query) {
        return List.of(get("/spend" + query(query), Spend[].class));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Problems of a data set by difficulty; {@code query} as the API has it. */
    public List<ProblemDifficulty> difficulty(Map<String, String> query) {
        return page("/analyses/difficulty" + query(query), new TypeReference<Page<ProblemDifficulty>>() {})
                .items();
    }

    /** Models over time; {@code query} as the API has it. */
    public List<HistoryPoint> history(Map<String, String> query) {
        return page("/analyses/history" + query(query), new TypeReference<Page<HistoryPoint>>() {})
                .items();
    }

    /** Models over all runs; {@code query} as the API has it. */
    public List<ModelFigures> modelFigures(Map<String, String> query) {
        return page("/analyses/models" + query(query), new TypeReference<Page<ModelFigures>>() {})
                .items();
    }

    /** What one side saves against another. */
    public Savings savings(String run, String baseline) {
        return get("/analyses/savings?run=" + encode(run) + "&baseline=" + encode(baseline), Savings.class);
    }

    /** Code that was not always judged alike in the runs. */
    public List<FlakyProblem> flaky(List<String> runs) {
        String query = runs.stream().map(run -> "run=" + encode(run)).collect(Collectors.joining("&"));
        return page("/analyses/flaky?" + query, new TypeReference<Page<FlakyProblem>>() {})
                .items();
    }

    /** Trials of a run in order, at most {@code limit}. */
    public List<Trial> trials(String runId, TrialFilter filter, int limit) {
        return all("/runs/" + encode(runId) + "/trials" + filter.query(), new TypeReference<>() {}, limit);
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
        download("/runs/" + encode(runId) + "/export?format=" + encode(format) + of, out);
    }

    /** Writes the HTML page of a run, or of its comparison with another. */
    public void report(String runId, Optional<String> other, Writer out) {
        String with = other.map(name -> "?compare=" + encode(name)).orElse("");
        download("/runs/" + encode(runId) + "/report" + with, out);
    }

    private void download(String path, Writer out) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path))).build();
        try (InputStream body = exchange(request).body()) {
            new InputStreamReader(body, StandardCharsets.UTF_8).transferTo(out);
        } catch (IOException e) {
            throw broken(request.uri().getPath(), e);
        }
    }

    /** Holds runs or experiments against the first of them. */
    public Comparison compare(List<String> sides) {
        HttpRequest request = request("/comparisons")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(Map.of("sides", sides))))
                .build();
        return send(request, Comparison.class);
    }

    /** The models of the catalogue, and those that experiments name by their address. */
    public ModelList models() {
        return get("/models", ModelList.class);
    }

    /** Whether a model's server offers it. */
    public ModelAvailability checkModel(ModelReference model) {
        List<String> parts = new ArrayList<>();
        model.slug().ifPresent(slug -> parts.add("slug=" + encode(slug)));
        model.baseUrl().ifPresent(url -> parts.add("base_url=" + encode(url)));
        model.name().ifPresent(name -> parts.add("name=" + encode(name)));
        return get("/models/check?" + String.join("&", parts), ModelAvailability.class);
    }

    /** Makes one small call of a model. */
    public SpeedTest speedTest(ModelReference model) {
        return post("/models/speed-test", model, SpeedTest.class);
    }

    public AttemptRecord attempt(String attemptId) {
        return get("/attempts/" + encode(attemptId), AttemptRecord.class);
    }

    /** The progress of a run as the server reports it; the caller closes it. */
    public RunEvents events(String runId) {
        HttpRequest request = request("/runs/" + encode(runId) + "/events")
                .header("Accept", "text/event-stream")
                .timeout(ANSWER)
                .build();
        return new RunEvents(exchange(request).body());
    }

    /** For what may take minutes. */
    private <T> T post(String path, Object document, Class<T> type) {
        HttpRequest request = request(path)
                .timeout(UPLOAD)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(document)))
                .build();
        return send(request, type);
    }

    private Run post(String path, HttpRequest.BodyPublisher body, Duration timeout) {
        return send(
                request(path)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                Run.class);
    }

    private <T> T get(String path, Class<T> type) {
        return send(request(path).build(), type);
    }

    private <T> List<T> all(String path, TypeReference<Page<T>> type, int limit) {
        List<T> items = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent() && items.size() < limit) {
            int size = Math.min(PAGE_LIMIT, limit - items.size());
            String from = cursor.filter(text -> !text.isEmpty())
                    .map(text -> "&cursor=" + encode(text))
                    .orElse("");
            String separator = path.contains("?") ? "&" : "?";
            Page<T> page = page(path + separator + "limit=" + size + from, type);
            items.addAll(page.items());
            cursor = page.next();
        }
        return items;
    }

    private <T> Page<T> page(String path, TypeReference<Page<T>> type) {
        try (InputStream body = exchange(request(path).build()).body()) {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    private <T> T send(HttpRequest request, Class<T> type) {
        try (InputStream body = exchange(request).body()) {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw broken(request.uri().getPath(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)))
                .header("Accept", "application/json, application/problem+json")
                .timeout(ANSWER);
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new ServerAway(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        }
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(request, response);
        }
        return response;
    }

    private Failure refused(HttpRequest request, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String said = said(response)
                .orElse("it answered " + status + " to " + request.method() + " "
                        + request.uri().getPath());
        return status >= FIRST_SERVER_ERROR ? Failure.infrastructure("Assay failed: " + said) : Failure.usage(said);
    }

    private Optional<String> said(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return json.readValue(body, ProblemDocument.class).summary();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Failure broken(String path, IOException cause) {
        return Failure.infrastructure("the answer to " + path + " broke off or cannot be read: " + cause.getMessage());
    }

    /** A problem detail, as far as it is shown. */
    private record ProblemDocument(
            Optional<String> title, Optional<String> detail, Optional<List<Violation>> violations) {

        private record Violation(Optional<String> field, Optional<String> message) {}

        Optional<String> summary() {
            Optional<String> fields = violations
                    .filter(list -> !list.isEmpty())
                    .map(list -> list.stream()
                            .map(one -> one.field().map(name -> name + ": ").orElse("")
                                    + one.message().orElse("is not valid"))
                            .collect(Collectors.joining("; ")));
            return fields.or(() -> detail).or(() -> title);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

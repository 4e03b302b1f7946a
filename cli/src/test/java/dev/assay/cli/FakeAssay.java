package dev.assay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.Ids;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server that speaks Assay's REST API, and that of a model server, for one scripted run. */
final class FakeAssay implements AutoCloseable {

    static final String RUN = "bench_0a1b2c3d_20261121_120000";
    private static final String API = "/api/v1/";
    private static final String VERSION = "v".repeat(64);

    private final HttpServer server;
    private final List<String> problemIds;
    private final List<Verdict> verdicts;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> bodies = new HashMap<>();
    private final List<List<String>> streams = new ArrayList<>();
    private final List<ProviderHold> holds = new ArrayList<>();
    private GateState gate = GateState.VERIFIED;
    private int gateQuestions;
    private RunState state = RunState.FINISHED;

    /** A server whose one run gives the problems, in turn, these verdicts. */
    FakeAssay(List<String> problemIds, List<Verdict> verdicts) throws IOException {
        this.problemIds = problemIds;
        this.verdicts = verdicts;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds a stream of events: each text is an event's name; a stream not ending in {@code ended} breaks off. */
    FakeAssay stream(String... events) {
        streams.add(List.of(events));
        return this;
    }

    /** The run waits for a provider. */
    FakeAssay hold(ProviderHold hold) {
        holds.add(hold);
        return this;
    }

    FakeAssay gate(GateState state) {
        this.gate = state;
        return this;
    }

    FakeAssay state(RunState state) {
        this.state = state;
        return this;
    }

    /** Every request so far, as {@code METHOD /path?query}. */
    List<String> requests() {
        return requests;
    }

    /** The last body sent to a path. */
    String body(String path) {
        return new String(bodies.get(path), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (this) {
                bodies.put(path, body);
            }
            if (path.endsWith("/export")) {
                export(exchange);
                return;
            }
            if (path.endsWith("/events")) {
                events(exchange);
                return;
            }
            Optional<Object> document = path.startsWith("/v1/") ? Optional.of(models()) : document(path, exchange);
            if (document.isPresent()) {
                send(exchange, 200, document.get());
            } else {
                send(exchange, 404, Map.of("title", "Not Found", "detail", path + " does not exist"));
            }
        }
    }

    private synchronized Optional<Object> document(String path, HttpExchange exchange) {
        if (!path.startsWith(API)) {
            return Optional.empty();
        }
        String[] parts = path.substring(API.length()).split("/");
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return Optional.ofNullable(
                switch (parts[0]) {
                    case "datasets" -> datasets(parts, query);
                    case "experiments" ->
                        parts.length == 3
                                ? FakeEstimates.dryRun(parts[1])
                                : FakeExperiments.document(
                                        parts,
                                        query,
                                        body(exchange.getRequestURI().getRawPath()));
                    case "estimates" ->
                        FakeEstimates.estimate(body(exchange.getRequestURI().getRawPath()));
                    case "runs" -> runs(parts, query);
                    case "attempts" -> attempt(parts[1]);
                    case "templates" -> parts.length == 1 ? FakeEstimates.templates() : FakeEstimates.preview();
                    case "analyses" -> FakeAnalyses.document(parts[1]);
                    case "models" -> FakeModels.document(parts, query);
                    default -> null;
                });
    }

    private Object datasets(String[] parts, String query) {
        if (parts.length == 1) {
            return query.startsWith("dataset_id")
                    ? dataset(query.substring("dataset_id=".length()).split("&")[0])
                    : new Page<>(List.of(dataset("starter")), Optional.empty());
        }
        String id = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (parts.length == 2) {
            return dataset(id);
        }
        return parts[2].equals("gate")
                ? gateReport(id)
                : page(
                        query,
                        query.contains("slice=empty")
                                ? List.of()
                                : problemIds.stream().map(this::problem).toList());
    }

    private Dataset dataset(String id) {
        return new Dataset(
                id, VERSION, "Name", "function-completion", "assay", "MIT", problemIds.size(), gate, Instant.EPOCH);
    }

    private GateReport gateReport(String id) {
        boolean first = gateQuestions++ == 0;
        List<GateReport.Surprise> surprises = gate == GateState.UNVERIFIED
                ? List.of(new GateReport.Surprise(
                        problemIds.getFirst(), "reference", Optional.of(Verdict.TIME_LIMIT), "passed", "too slow"))
                : List.of();
        return new GateReport(
                id,
                VERSION,
                first ? GateState.CHECKING : gate,
                first ? 1 : 4,
                4,
                Map.of("reference", new GateReport.Tally(4, 4, 4)),
                surprises);
    }

    private PublicProblem problem(String id) {
        return new PublicProblem(
                reference(id),
                problemIds.indexOf(id),
                "python",
                List.of("easy"),
                TaskBody.of("function-completion", 1, Map.of("prompt", "def f():")));
    }

    private ProblemRef reference(String problemId) {
        return new ProblemRef("starter", VERSION, problemId, "function-completion", "p", "o");
    }

    private Object runs(String[] parts, String query) {
        if (parts.length == 1) {
            return query.isEmpty() ? run(RunState.RUNNING, 0) : new Page<>(List.of(ended()), Optional.empty());
        }
        if (parts[1].equals("provided")) {
            return run(RunState.RUNNING, 0);
        }
        if (!RUN.startsWith(parts[1])) {
            return null;
        }
        return switch (parts.length > 2 ? parts[2] : "") {
            case "trials" -> page(query, trials(query));
            case "attempts" -> page(query, attempts());
            default -> ended();
        };
    }

    private Run ended() {
        return run(streams.isEmpty() ? state : RunState.RUNNING, verdicts.size());
    }

    private Run run(RunState state, int ended) {
        List<Verdict> sofar = verdicts.subList(0, ended);
        long passed = sofar.stream().filter(Verdict.PASSED::equals).count();
        long judged = sofar.stream().filter(Verdict::countsForModel).count();
        double rate = judged == 0 ? 0 : (double) passed / judged;
        RunProgress progress = new RunProgress(
                verdicts.size(),
                ended,
                0,
                judged,
                passed,
                sofar.stream().collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting())),
                judged == 0 ? Optional.empty() : Optional.of(new SuccessRate(rate, 0.1, 0.9, judged, ended - judged)),
                Optional.empty(),
                List.of(),
                new Usage(1200, 340, 0, 0, 0),
                Cost.UNKNOWN,
                ended,
                2,
                61.4);
        return new Run(
                RUN,
                "a run",
                List.of("demo-1"),
                state,
                Optional.empty(),
                true,
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                progress,
                Optional.of(holds).filter(list -> !list.isEmpty()),
                Optional.empty(),
                Optional.empty());
    }

    private List<Trial> trials(String query) {
        List<Trial> trials = new ArrayList<>();
        Map<String, Integer> samples = new HashMap<>();
        for (int at = 0; at < verdicts.size(); at++) {
            String problemId = problemIds.get(at % problemIds.size());
            int sample = samples.merge(problemId, 1, Integer::sum);
            Trial trial = trial(problemId, sample, verdicts.get(at));
            if (!query.contains("verdict=")
                    || query.contains("verdict=" + verdicts.get(at).code())) {
                trials.add(trial);
            }
        }
        return trials;
    }

    private static Trial trial(String problemId, int sample, Verdict verdict) {
        var id = Ids.trial(RUN, "demo-1", problemId, sample);
        return new Trial(
                id,
                RUN,
                "demo-1",
                problemId,
                sample,
                TrialState.FINISHED,
                1,
                Optional.of(verdict),
                Optional.of("some_reason"),
                Optional.of(new Score("function-completion@1", 1, 3, Optional.empty())),
                Usage.NONE,
                Cost.FREE,
                Optional.empty(),
                Optional.of(Ids.attempt(id, 1)),
                Optional.of(Instant.EPOCH),
                List.of(),
                false);
    }

    /** Of the first trial there are two, the last listed first. */
    private List<AttemptSummary> attempts() {
        Trial first = trials("").getFirst();
        return List.of(
                attempt(first, 2, Verdict.PASSED, 3),
                review(first),
                attempt(first, 1, Verdict.WRONG_ANSWER, 1),
                attempt(trials("").getLast(), 1, Verdict.RUNTIME_ERROR, 0));
    }

    private static AttemptSummary review(Trial trial) {
        return new AttemptSummary(
                Ids.review(trial.trialId(), 1),
                trial.trialId(),
                RUN,
                trial.experimentId(),
                trial.problemId(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Usage.NONE,
                Cost.FREE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(CallRole.REVIEWER));
    }

    private static AttemptSummary attempt(Trial trial, int number, Verdict verdict, int passed) {
        return new AttemptSummary(
                Ids.attempt(trial.trialId(), number),
                trial.trialId(),
                RUN,
                trial.experimentId(),
                trial.problemId(),
                number,
                Optional.of(verdict),
                Optional.of("some_reason"),
                Optional.of(new Score("function-completion@1", passed, 3, Optional.empty())),
                Usage.NONE,
                Cost.FREE,
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.of("f(1) was \u001b[31m2").filter(_ -> verdict != Verdict.PASSED),
                Optional.empty());
    }

    private Object attempt(String id) {
        return trials("").stream()
                .filter(trial -> trial.lastAttemptId().orElseThrow().toString().equals(id))
                .findFirst()
                .map(trial -> new AttemptRecord(
                        new AttemptRef(trial.lastAttemptId().orElseThrow(), trial.trialId(), RUN, "demo-1", 1, 1),
                        reference(trial.problemId()),
                        trial.verdict(),
                        trial.reason(),
                        trial.score(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new StageError("llm-worker", "authentication", "\u001b[31mno key", false)),
                        Optional.empty(),
                        trial.endedAt(),
                        Optional.empty()))
                .orElse(null);
    }

    /** Two items a page, whatever limit above that is asked for. */
    private static <T> Page<T> page(String query, List<T> all) {
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1")) : 0;
        int to = Math.min(all.size(), from + 2);
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of("" + to) : Optional.empty());
    }

    private static Map<String, Object> models() {
        return Map.of("data", List.of(Map.of("id", "tiny-coder"), Map.of("id", "tiny-poet")));
    }

    private void events(HttpExchange exchange) throws IOException {
        List<String> stream;
        synchronized (this) {
            stream = streams.isEmpty() ? List.of("ended") : streams.removeFirst();
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String event : stream) {
            String data = AssayJson.write(run(RunState.RUNNING, verdicts.size() / 2));
            out.write((": hello\nevent: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** The samples of the run as JSON lines. */
    private void export(HttpExchange exchange) throws IOException {
        StringBuilder lines = new StringBuilder();
        trials("")
                .forEach(trial -> lines.append(AssayJson.write(
                                Map.of("task_id", trial.problemId(), "solution", "def f(): return '\u00e9'")))
                        .append('\n'));
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void send(HttpExchange exchange, int status, Object document) throws IOException {
        byte[] body = AssayJson.writeBytes(document);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

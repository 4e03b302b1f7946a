package dev.assay.experiment.doubles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.Ids;
import dev.assay.contracts.account.Account;
import dev.assay.contracts.call.ModelHolds;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.call.WaitingAttempts;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.LanguageDocumentation;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.AttemptAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The internal endpoints of dataset-service, llm-worker, scorer-service and executor-service, as far as
 * experiment-service calls them. The data set {@code d20} has 20 problems, {@code P/0} to {@code P/19}, in Python;
 * {@code d20-go} has them in Go, for which the executor has no runtime; for JavaScript it has one. The problems of {@code d20-any} may be answered in any language.
 */
public final class Neighbours {

    static final String TOKEN = "token-of-experiment-service";
    private static final Pattern SELECTION =
            Pattern.compile("/internal/datasets/d([0-9]+)(-[a-z]+)?/selection\\?slice=(all|([0-9]+)-([0-9]+))");
    private static final Pattern LANGUAGES = Pattern.compile("/internal/datasets/d[0-9]+(-[a-z]+)?/languages.*");
    private static final Map<String, Object> RUNTIMES = Map.of(
            "task_types",
            List.of("function-completion"),
            "runtimes",
            List.of(
                    Map.of("id", "javascript", "aliases", List.of("js"), "available", true, "install", "…"),
                    Map.of(
                            "id",
                            "go",
                            "aliases",
                            List.of("golang"),
                            "available",
                            false,
                            "problem",
                            "go has no go at /usr/bin/go; install it: apt-get install golang-go",
                            "install",
                            "…")));
    private static final Neighbours INSTANCE = new Neighbours();

    private final Map<String, List<Account.Setting>> accounts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CatalogueDouble models = new CatalogueDouble();
    private final Map<String, ProviderHold> holds = new ConcurrentHashMap<>();
    private final Map<UUID, AttemptAnswer> answers = new ConcurrentHashMap<>();
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong uploadedBytes = new AtomicLong();
    private volatile Optional<Function<ComparisonPlan, Comparison>> comparison = Optional.empty();
    private volatile boolean accountsAway;
    private volatile boolean datasetsAway;
    private volatile CountDownLatch viewsAnswered = new CountDownLatch(0);

    private Neighbours() {
        try {
            URI address =
                    URI.create(ConfigProvider.getConfig().getValue("assay.experiment.services.llm-url", String.class));
            HttpServer server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Neighbours get() {
        INSTANCE.accountsAway = false;
        INSTANCE.comparison = Optional.empty();
        INSTANCE.datasetsAway = false;
        return INSTANCE;
    }

    /** The settings that the account of a run was given, in order. */
    public List<Account.Setting> account(String runId) {
        return List.copyOf(accounts.getOrDefault(runId, List.of()));
    }

    /** Method and path of every request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public long uploadedBytes() {
        return uploadedBytes.get();
    }

    /** From now on accounts are answered with 503. */
    public void accountsAway(boolean away) {
        accountsAway = away;
    }

    /** Providers that llm-worker leaves alone, by model key. */
    public Map<String, ProviderHold> holds() {
        return holds;
    }

    /** Attempts whose calls wait at llm-worker. */
    public Set<UUID> waiting() {
        return waiting;
    }

    /** What the scorer makes of a plan from now on. */
    public void comparison(Function<ComparisonPlan, Comparison> compare) {
        comparison = Optional.of(compare);
    }

    /** Answers that the scorer has on record, by attempt. */
    public Map<UUID, AttemptAnswer> answers() {
        return answers;
    }

    /** From now on what llm-worker adds to the view of a run is not answered, until the latch opens. */
    public void viewsHang(CountDownLatch until) {
        viewsAnswered = until;
    }

    /** From now on connections to dataset-service break. */
    public void datasetsAway(boolean away) {
        datasetsAway = away;
    }

    public static ProblemRef problem(String dataset, int ordinal) {
        String id = "P/" + ordinal;
        return new ProblemRef(
                dataset,
                Ids.sha256(dataset),
                id,
                "function-completion",
                Ids.sha256("public " + dataset + id),
                Ids.sha256("oracle " + dataset + id));
    }

    private record Selected(int ordinal, ProblemRef problem, String language, List<String> namedLanguages) {}

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, Map.of("detail", "a service credential is needed"));
            } else if (path.startsWith("/internal/accounts?")) {
                viewsAnswered.await();
                answer(exchange, 200, List.of());
            } else if (path.startsWith("/internal/accounts/")) {
                account(exchange, path.substring("/internal/accounts/".length()));
            } else if (path.equals("/internal/attempts/waiting")) {
                waiting(exchange);
            } else if (path.equals("/internal/models/holds")) {
                viewsAnswered.await();
                holds(exchange);
            } else if (path.startsWith("/internal/models")) {
                models.answer(exchange);
            } else if (path.equals("/internal/dry-runs")) {
                answer(
                        exchange,
                        200,
                        DryRunDouble.answer(exchange.getRequestBody().readAllBytes()));
            } else if (path.equals("/internal/templates")) {
                answer(exchange, 200, TemplateDouble.list());
            } else if (path.startsWith("/internal/templates/complete-function/preview?public_hash=")) {
                answer(exchange, 200, TemplateDouble.preview(path));
            } else if (path.matches("/internal/datasets/d20/problems(/P%2F[0-9]+|\\?.*)")) {
                answer(exchange, 200, TemplateDouble.problems(path));
            } else if (path.contains("/languages")) {
                languages(exchange, path);
            } else if (path.startsWith("/runtimes/")) {
                documentation(exchange, path);
            } else if (path.equals("/internal/documentation")) {
                String text = AssayJson.read(exchange.getRequestBody().readAllBytes(), LanguageDocumentation.class)
                        .text();
                answer(exchange, 200, new AnswerLanguage.Documentation(Ids.sha256(text), text.length()));
            } else if (path.equals("/runtimes")) {
                answer(exchange, 200, RUNTIMES);
            } else if (path.contains("/selection")) {
                selection(exchange, path);
            } else if (path.startsWith("/internal/datasets")) {
                datasets(exchange, path);
            } else if (path.equals("/internal/comparisons")) {
                comparisons(exchange);
            } else if (path.equals("/internal/attempts/answers")) {
                answers(exchange);
            } else if (path.startsWith("/internal/attempts")) {
                answer(exchange, 200, Map.of("path", path));
            } else {
                answer(exchange, 404, Map.of("title", "Not Found", "detail", path + " does not exist"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waiting(HttpExchange exchange) throws IOException {
        WaitingAttempts asked = AssayJson.read(exchange.getRequestBody().readAllBytes(), WaitingAttempts.class);
        answer(
                exchange,
                200,
                new WaitingAttempts(
                        asked.attemptIds().stream().filter(waiting::contains).toList()));
    }

    /** The plan itself, unless the test says what else. */
    private void comparisons(HttpExchange exchange) throws IOException {
        byte[] plan = exchange.getRequestBody().readAllBytes();
        answer(
                exchange,
                200,
                comparison
                        .<Object>map(compare -> compare.apply(AssayJson.read(plan, ComparisonPlan.class)))
                        .orElseGet(() -> AssayJson.read(plan, Map.class)));
    }

    /** At most two answers at a time, as a scorer with little room would give them. */
    private void answers(HttpExchange exchange) throws IOException {
        AttemptAnswer.Question asked =
                AssayJson.read(exchange.getRequestBody().readAllBytes(), AttemptAnswer.Question.class);
        List<UUID> covered = asked.attemptIds().stream().limit(2).toList();
        answer(
                exchange,
                200,
                new AttemptAnswer.Batch(
                        covered.stream()
                                .filter(answers::containsKey)
                                .map(answers::get)
                                .toList(),
                        covered.size()));
    }

    private void holds(HttpExchange exchange) throws IOException {
        ModelHolds.Question asked = AssayJson.read(exchange.getRequestBody().readAllBytes(), ModelHolds.Question.class);
        answer(
                exchange,
                200,
                new ModelHolds(asked.modelKeys().stream()
                        .filter(holds::containsKey)
                        .map(key -> new ModelHolds.Held(key, holds.get(key)))
                        .toList()));
    }

    private void account(HttpExchange exchange, String id) throws IOException {
        if (accountsAway) {
            answer(exchange, 503, Map.of("detail", "away"));
            return;
        }
        Account.Setting setting = AssayJson.read(exchange.getRequestBody().readAllBytes(), Account.Setting.class);
        accounts.computeIfAbsent(id, unseen -> new CopyOnWriteArrayList<>()).add(setting);
        answer(exchange, 200, Map.of("account_id", id));
    }

    private void selection(HttpExchange exchange, String path) throws IOException {
        if (datasetsAway) {
            return;
        }
        Matcher matcher = SELECTION.matcher(path);
        if (!matcher.matches()) {
            answer(exchange, 404, Map.of("title", "Not Found", "detail", "no such data set or slice"));
            return;
        }
        String dataset =
                "d" + matcher.group(1) + Optional.ofNullable(matcher.group(2)).orElse("");
        int from = Optional.ofNullable(matcher.group(4)).map(Integer::parseInt).orElse(0);
        int to =
                Optional.ofNullable(matcher.group(5)).map(Integer::parseInt).orElse(Integer.parseInt(matcher.group(1)));
        answer(
                exchange,
                200,
                IntStream.range(from, to)
                        .mapToObj(ordinal -> new Selected(
                                ordinal,
                                problem(dataset, ordinal),
                                language(matcher.group(2)),
                                named(matcher.group(2), ordinal)))
                        .toList());
    }

    private void languages(HttpExchange exchange, String path) throws IOException {
        Matcher matcher = LANGUAGES.matcher(path);
        if (datasetsAway || !matcher.matches()) {
            answer(exchange, datasetsAway ? 503 : 404, Map.of("title", "Not Found", "detail", "no such data set"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of("task_type", "function-completion", "languages", List.of(language(matcher.group(1)))));
    }

    /** Of the problems in any language, the last one names one. */
    private static List<String> named(String suffix, int ordinal) {
        return "-any".equals(suffix) && ordinal == 19 ? List.of("python") : List.of();
    }

    private static void documentation(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/runtimes/python/documentation" ->
                answer(exchange, 200, Map.of("id", "python", "name", "Python", "rules", ""));
            case "/runtimes/js/documentation" ->
                answer(
                        exchange,
                        200,
                        Map.of(
                                "id",
                                "javascript",
                                "name",
                                "JavaScript",
                                "rules",
                                "No modules.",
                                "text",
                                "# JavaScript"));
            default ->
                answer(
                        exchange,
                        400,
                        Map.of("title", "Bad Request", "detail", "language: it has no runtime here; install it"));
        }
    }

    private static String language(String suffix) {
        return Optional.ofNullable(suffix).map(one -> one.substring(1)).orElse("python");
    }

    private void datasets(HttpExchange exchange, String path) throws IOException {
        uploadedBytes.set(exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream()));
        if (path.contains("missing")) {
            answer(
                    exchange,
                    404,
                    Map.of("title", "Not Found", "detail", "data set missing does not exist", "hint", "x"));
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().add("Location", "/internal/datasets/tiny");
        }
        answer(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, Map.of("path", path));
    }

    static void answer(HttpExchange exchange, int status, Object document) throws IOException {
        byte[] body = AssayJson.writeBytes(document);
        exchange.getResponseHeaders()
                .add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

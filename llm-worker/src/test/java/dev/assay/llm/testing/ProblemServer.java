package dev.assay.llm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.program.ProgramTask;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The part of dataset-service that the worker speaks to: public views by hash, with the worker's credential. */
@Singleton
public class ProblemServer {

    private static final String PATH = "/internal/public/";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final int port;
    private final Map<String, PublicProblem> problems = new ConcurrentHashMap<>();
    private volatile boolean away;

    ProblemServer(@ConfigProperty(name = TestSettings.DATASET_PORT) int port) {
        this.port = port;
    }

    void start(@Observes StartupEvent event) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, this::answer);
        server.start();
    }

    /** Makes a problem with a prompt of its own and names it. */
    public ProblemRef problem(String prompt) {
        String hash = "hash-" + Integer.toHexString(prompt.hashCode());
        ProblemRef ref = new ProblemRef("set", "v1", "set/" + hash, FunctionCompletion.TASK_TYPE, hash, "oracle");
        problems.put(
                hash,
                new PublicProblem(
                        ref,
                        0,
                        "python",
                        List.of(),
                        TaskBody.of(FunctionCompletion.TASK_TYPE, 1, new PublicBody(prompt, "f", List.of()))));
        return ref;
    }

    /** Makes a program task and names it. */
    public ProblemRef program(String description) {
        String hash = "hash-" + Integer.toHexString(description.hashCode());
        ProblemRef ref = new ProblemRef("set", "v1", "set/" + hash, ProgramTask.TASK_TYPE, hash, "oracle");
        ProgramTask.PublicBody body = new ProgramTask.PublicBody(
                description, List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        problems.put(
                hash,
                new PublicProblem(ref, 0, AnswerLanguage.ANY, List.of(), TaskBody.of(ProgramTask.TASK_TYPE, 1, body)));
        return ref;
    }

    /** Answers 503, or answers again. */
    public void away(boolean isAway) {
        away = isAway;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String hash = exchange.getRequestURI().getPath().substring(PATH.length());
        PublicProblem problem = problems.get(hash);
        boolean known = ("Bearer " + TestSettings.WORKER_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = away ? UNAVAILABLE : !known ? FORBIDDEN : problem == null ? NOT_FOUND : OK;
        String body = status == OK ? AssayJson.write(problem).replaceFirst("\\{", "{\"added_later\":1,") : "{}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

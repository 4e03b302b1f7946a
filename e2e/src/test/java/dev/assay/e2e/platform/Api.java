package dev.assay.e2e.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Page;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import dev.assay.e2e.problem.ProblemSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The public REST API, as a client sees it. */
public final class Api {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration GATE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Api(URI server) {
        this.server = server;
    }

    /** An answer of another status than the 2xx ones. */
    public static final class Refused extends RuntimeException {

        private Refused(String request, int status, String body) {
            super(request + " → " + status + ": " + body);
        }
    }

    /** Imports a data set and waits until its gate is through. */
    public GateReport importAndProve(ProblemSet set) {
        send(request("/datasets?dataset_id=" + set.id())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(set.file())));
        return Awaitility.await("gate of " + set.id())
                .atMost(GATE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(
                        () -> get("/datasets/" + set.id() + "/gate", GateReport.class),
                        gate -> gate.state() != GateState.CHECKING);
    }

    /** Registers an experiment; {@code document} is the request. */
    public void putExperiment(String id, Map<String, Object> document) {
        send(request("/experiments/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(AssayJson.writeBytes(document))));
    }

    public Run startRun(Map<String, Object> document) {
        return read(post("/runs", document), Run.class);
    }

    public Run startProvidedRun(String document) {
        String body = send(request("/runs/provided")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(document)));
        return read(body, Run.class);
    }

    public Run run(String runId) {
        return get("/runs/" + runId, Run.class);
    }

    /** The run when it has ended; services may be away meanwhile. */
    public Run awaitEnd(String runId, Duration patience) {
        return Awaitility.await("end of " + runId)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> run(runId), run -> run.state().ended());
    }

    public List<Trial> trials(String runId) {
        return all("/runs/" + runId + "/trials", new TypeReference<Page<Trial>>() {});
    }

    public AttemptRecord attempt(Trial trial) {
        return get("/attempts/" + trial.lastAttemptId().orElseThrow(), AttemptRecord.class);
    }

    /** The attempts of a trial, in the order in which they were made. */
    public List<AttemptSummary> attempts(UUID trialId) {
        return all("/trials/" + trialId + "/attempts", new TypeReference<Page<AttemptSummary>>() {});
    }

    public String post(String path, Map<String, Object> document) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(document))));
    }

    /** The text of a document, whatever it is. */
    public String text(String path) {
        return send(request(path).GET());
    }

    public <T> T get(String path, Class<T> type) {
        return read(text(path), type);
    }

    /** The texts of all pages of a list. */
    public List<String> pages(String path) {
        List<String> pages = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String from = cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get();
            String page = text(path + "?limit=1000" + from);
            pages.add(page);
            cursor = Optional.ofNullable(read(page, JsonNode.class).path("next").textValue());
        }
        return pages;
    }

    private <T> List<T> all(String path, TypeReference<Page<T>> type) {
        List<T> items = new ArrayList<>();
        for (String page : pages(path)) {
            try {
                items.addAll(AssayJson.events().readValue(page, type).items());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return items;
    }

    private static <T> T read(String text, Class<T> type) {
        return AssayJson.read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).timeout(ANSWER);
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new Refused(request.method() + " " + request.uri(), response.statusCode(), response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

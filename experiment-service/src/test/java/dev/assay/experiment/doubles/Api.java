package dev.assay.experiment.doubles;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.Page;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The REST API as a client of tests sees it. */
public final class Api {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Api() {}

    /** An id that no other test uses. */
    public static String newId() {
        return "t" + COUNTER.incrementAndGet() + "-" + Long.toHexString(System.nanoTime());
    }

    /** Experiments with a model of their own, so that tests do not share a window. */
    public static String experiment(String dataset, int concurrency) {
        return experiment(dataset, concurrency, newId(), "");
    }

    public static String experiment(String dataset, int concurrency, String model, String more) {
        String id = newId();
        put("/experiments/" + id, """
                {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "%s", "max_concurrency": %d},
                 "dataset": {"dataset_id": "%s"}%s}""".formatted(model, concurrency, dataset, more))
                .statusCode(201);
        return id;
    }

    public static Run run(String experiment) {
        return run("{\"experiment_ids\": [\"" + experiment + "\"]}", 201);
    }

    public static Run run(String body, int status) {
        return read(post("/runs", body).statusCode(status).extract().response(), Run.class);
    }

    public static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1" + path)
                .then();
    }

    /** Sends bytes as they are; other ways of sending here go through texts, which cannot hold everything. */
    public static HttpResponse<byte[]> postBytes(String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The address of a path of the API. */
    public static URI url(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1" + path);
    }

    public static ValidatableResponse put(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/v1" + path)
                .then();
    }

    public static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get("/api/v1" + path).then();
    }

    public static <T> T read(Response response, Class<T> type) {
        return AssayJson.read(response.asByteArray(), type);
    }

    public static Run run(Run run) {
        return read(get("/runs/" + run.runId()).statusCode(200).extract().response(), Run.class);
    }

    /** Waits until the run is as told. */
    public static Run await(Run run, Predicate<Run> condition) {
        return Awaitility.await().atMost(PATIENCE).until(() -> run(run), condition);
    }

    public static Run await(Run run, RunState state) {
        return await(run, now -> now.state() == state);
    }

    public static List<Trial> trials(Run run) {
        byte[] page =
                get("/runs/" + run.runId() + "/trials?limit=1000").extract().asByteArray();
        try {
            return AssayJson.events()
                    .readValue(page, new TypeReference<Page<Trial>>() {})
                    .items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

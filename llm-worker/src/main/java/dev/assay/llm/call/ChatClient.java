package dev.assay.llm.call;

import dev.assay.llm.WorkerConfig;
import dev.assay.llm.call.ApiKeys.Access;
import dev.assay.llm.call.CallFailure.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes calls over HTTP: blocking, one attempt each, never following a redirect. */
@Singleton
public class ChatClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final ApiKeys keys;
    private final Secrets secrets;
    private final int maxResponseBytes;
    private final Clock clock = Clock.systemUTC();

    /** HTTP/1.1: an upgrade offer confuses some servers, and one connection's stream limit would cap concurrency. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    @Inject
    ChatClient(ApiKeys keys, WorkerConfig config) {
        this(keys, config.maxResponseBytes());
    }

    ChatClient(ApiKeys keys, int maxResponseBytes) {
        this.keys = keys;
        this.secrets = keys.secrets();
        this.maxResponseBytes = maxResponseBytes;
    }

    /**
     * Makes one call. Whatever goes wrong on the way is a {@link CallFailure}.
     *
     * @throws InterruptedException where the calling thread is interrupted; the call is given up
     */
    public Exchange call(ChatRequest request) throws InterruptedException {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        ChatRequest sent = request;
        Received received = exchange(sent, request.timeout());
        Optional<String> plainer = StreamOptions.without(request.body(), received.result());
        if (plainer.isPresent()) {
            sent = request.withBody(plainer.get());
            received = exchange(sent, request.timeout().minusNanos(System.nanoTime() - start));
        }
        long totalMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Exchange(
                withoutSecrets(received.result()),
                sent.body(),
                received.body(),
                received.limits(),
                startedAt,
                totalMs,
                received.firstTokenMs());
    }

    private record Received(CallResult result, String body, RateLimits limits, Optional<Long> firstTokenMs) {}

    private Received exchange(ChatRequest request, Duration timeout) throws InterruptedException {
        return switch (keys.accessTo(request.baseUrl())) {
            case Access.Denied(CallFailure failure) -> new Received(failure, "", RateLimits.NONE, Optional.empty());
            case Access.Granted granted -> exchange(granted, request, timeout);
        };
    }

    private Received exchange(Access.Granted access, ChatRequest request, Duration timeout)
            throws InterruptedException {
        Reception reception = new Reception(Wire.of(request.protocol()).assembler());
        CompletableFuture<HttpResponse<Void>> response = http.sendAsync(
                httpRequest(access, request),
                BodyHandlers.limiting(
                        BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(reception::accept)),
                        maxResponseBytes));
        CallResult result;
        RateLimits limits = RateLimits.NONE;
        try {
            HttpResponse<Void> ended = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            limits = RateLimitHeaders.in(ended.headers(), clock);
            result = read(ended, reception, request);
        } catch (TimeoutException e) {
            result = CallFailure.perhapsCharged(
                    Kind.TIMEOUT, "no whole answer within " + request.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            result = broken(failure(e.getCause(), request), reception, request);
        } finally {
            response.cancel(true);
        }
        return new Received(
                request.stripThink() && result instanceof ChatAnswer answer ? ThinkTag.apart(answer) : result,
                secrets.removedFrom(reception.body()),
                limits,
                reception.firstTokenMs());
    }

    private static HttpRequest httpRequest(Access.Granted access, ChatRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
                .header("Content-Type", "application/json")
                .header("Accept", request.stream() ? "text/event-stream, application/json" : "application/json")
                .header("User-Agent", "assay")
                .POST(HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers().forEach(builder::header);
        access.key()
                .ifPresent(key -> Wire.of(request.protocol()).authorization(key).forEach(builder::header));
        return builder.build();
    }

    private CallResult read(HttpResponse<Void> response, Reception reception, ChatRequest request) {
        Wire wire = Wire.of(request.protocol());
        String body = secrets.removedFrom(reception.body());
        boolean streamed = response.statusCode() == OK
                && response.headers()
                        .firstValue("content-type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/event-stream");
        CallResult result = streamed
                ? reception
                        .document()
                        .map(document -> ResponseReader.readDocument(
                                document,
                                request.model(),
                                wire,
                                reception.firstTokenMs().isPresent()))
                        .orElseGet(() -> Reception.broken("it has no end that the protocol knows"))
                : ResponseReader.read(response.statusCode(), body, request.model(), wire);
        if (result instanceof CallFailure(Kind kind, String message, Optional<Duration> _, boolean charged)) {
            return new CallFailure(kind, message, RetryAfter.in(response.headers(), clock), charged);
        }
        return result;
    }

    /** A connection that broke after the whole answer had come lost nothing; one that broke within a stream is its own kind. */
    private static CallResult broken(CallFailure failure, Reception reception, ChatRequest request) {
        if (!request.stream() || failure.kind() != Kind.NETWORK || !failure.perhapsCharged()) {
            return failure;
        }
        Optional<CallResult> whole = reception
                .document()
                .map(document -> ResponseReader.readDocument(
                        document,
                        request.model(),
                        Wire.of(request.protocol()),
                        reception.firstTokenMs().isPresent()));
        return whole.orElseGet(() -> reception.body().isEmpty() ? failure : Reception.broken(failure.message()));
    }

    private CallFailure failure(Throwable cause, ChatRequest request) {
        String host = URI.create(request.url()).getAuthority();
        return switch (cause) {
            case ConnectException e
            when e.getCause() instanceof UnresolvedAddressException ->
                CallFailure.free(Kind.NETWORK, host + " is not known: check base_url");
            case ConnectException e -> CallFailure.free(Kind.NETWORK, host + " refuses connections: is it running?");
            case HttpConnectTimeoutException e -> CallFailure.free(Kind.NETWORK, host + " cannot be reached");
            case IOException e
            when tooLarge(e) ->
                CallFailure.perhapsCharged(
                        Kind.ANSWER_TOO_LARGE, "the response is larger than " + maxResponseBytes + " bytes");
            case IOException e ->
                CallFailure.perhapsCharged(
                        Kind.NETWORK, "the connection to " + host + " broke: " + Text.oneLine(String.valueOf(e)));
            default -> CallFailure.perhapsCharged(Kind.BROKEN_RESPONSE, Text.oneLine(String.valueOf(cause)));
        };
    }

    /** The handler that limits the body has no exception of its own. */
    private static boolean tooLarge(IOException e) {
        return String.valueOf(e.getMessage()).contains("body exceeds capacity");
    }

    private CallResult withoutSecrets(CallResult result) {
        return switch (result) {
            case ChatAnswer answer ->
                new ChatAnswer(
                        secrets.removedFrom(answer.answer()),
                        answer.reasoning().map(secrets::removedFrom),
                        answer.finishReason(),
                        answer.usage(),
                        secrets.removedFrom(answer.servedModel()),
                        answer.provider().map(secrets::removedFrom),
                        answer.stopReason().map(secrets::removedFrom),
                        answer.reportedCostUsd());
            case CallFailure failure ->
                new CallFailure(
                        failure.kind(),
                        secrets.removedFrom(failure.message()),
                        failure.retryAfter(),
                        failure.perhapsCharged());
        };
    }
}

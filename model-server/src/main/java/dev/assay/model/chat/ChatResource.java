package dev.assay.model.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.catalogue.ServedModel;
import dev.assay.model.chat.ChatCompletion.Answer;
import dev.assay.model.error.ApiError;
import dev.assay.model.inference.Completion;
import dev.assay.model.inference.InferenceQueue;
import dev.assay.model.inference.Prompt;
import dev.assay.model.inference.QueueFullException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.UUID;

/** {@code /v1/chat/completions}, whole and streamed. */
@Path("/v1/chat/completions")
public class ChatResource {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final ServedModel served;
    private final InferenceQueue queue;
    private final ChatRequestReader reader;
    private final ObjectMapper json;

    ChatResource(ServedModel served, InferenceQueue queue, ChatRequestReader reader, ObjectMapper json) {
        this.served = served;
        this.queue = queue;
        this.reader = reader;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response complete(byte[] body, @Context HttpServerResponse connection) {
        ChatRequest request = reader.read(body);
        if (!request.model().equals(served.name())) {
            throw ApiError.modelNotFound(request.model(), served.name());
        }
        Prompt prompt = served.model().prompt(request.messages());
        if (prompt.tokens() >= served.model().contextTokens()) {
            throw ApiError.contextExceeded(prompt.tokens(), served.model().contextTokens());
        }
        Answer answer =
                new Answer("chatcmpl-" + UUID.randomUUID(), Instant.now().getEpochSecond(), served.name());
        return request.stream() ? streamed(request, prompt, answer) : whole(request, prompt, answer, connection);
    }

    private Response whole(ChatRequest request, Prompt prompt, Answer answer, HttpServerResponse connection) {
        try (InferenceQueue.Place place = place()) {
            place.await();
            WholeText text = new WholeText(connection::closed);
            Completion completion = served.model().complete(prompt, request.sampling(), text);
            return Response.ok(ChatCompletion.Whole.of(answer, text.text(), prompt.tokens(), completion))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.internal("The server is stopping.");
        }
    }

    private Response streamed(ChatRequest request, Prompt prompt, Answer answer) {
        InferenceQueue.Place place = place();
        StreamingOutput output = out -> {
            try (place) {
                place.await();
                EventStream events = new EventStream(out, json, answer);
                events.begin();
                Completion completion = served.model().complete(prompt, request.sampling(), events);
                events.end(completion, prompt, request.includeUsage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ApiError.internal("The server is stopping.");
            }
        };
        return Response.ok(output).type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
    }

    private InferenceQueue.Place place() {
        try {
            return queue.take();
        } catch (QueueFullException e) {
            throw ApiError.busy("The model is busy: " + e.getMessage() + ".", RETRY_AFTER_SECONDS);
        }
    }
}

package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.llm.call.CallFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What arrives of one response, as it arrives: the bytes, and the streamed answer that they make. */
final class Reception {

    private static final String DONE = "[DONE]";

    private final long start = System.nanoTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServerSentEvents events = new ServerSentEvents(this::event);
    private final StreamAssembler assembler;
    private Optional<Long> firstTokenMs = Optional.empty();
    private boolean malformed;

    Reception(StreamAssembler assembler) {
        this.assembler = assembler;
    }

    synchronized void accept(byte[] more) {
        bytes.writeBytes(more);
        events.accept(more);
    }

    private void event(String data) {
        if (data.strip().equals(DONE)) {
            assembler.done();
            return;
        }
        JsonNode event = Json.parse(data);
        if (!event.isObject()) {
            malformed = true;
        } else if (assembler.accept(event) && firstTokenMs.isEmpty()) {
            firstTokenMs = Optional.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    /** The body as it came so far. */
    synchronized String body() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized Optional<Long> firstTokenMs() {
        return firstTokenMs;
    }

    /** The streamed answer in one document; absent where it did not come to its end. */
    synchronized Optional<JsonNode> document() {
        events.end();
        return malformed ? Optional.empty() : assembler.document();
    }

    static CallFailure broken(String why) {
        return CallFailure.perhapsCharged(Kind.BROKEN_STREAM, "the stream broke off: " + why);
    }
}

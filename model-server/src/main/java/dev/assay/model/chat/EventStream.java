package dev.assay.model.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.chat.ChatCompletion.Answer;
import dev.assay.model.chat.ChatCompletion.Chunk;
import dev.assay.model.inference.Completion;
import dev.assay.model.inference.Prompt;
import dev.assay.model.inference.TextSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An answer as server-sent events, ended by {@code [DONE]}. */
final class EventStream implements TextSink {

    private final OutputStream out;
    private final ObjectMapper json;
    private final Answer answer;
    private boolean broken;

    EventStream(OutputStream out, ObjectMapper json, Answer answer) {
        this.out = out;
        this.json = json;
        this.answer = answer;
    }

    void begin() {
        send(Chunk.begin(answer));
    }

    @Override
    public void accept(String piece) {
        send(Chunk.text(answer, piece));
    }

    /** A client that went away shows when we write to it. */
    @Override
    public boolean isAbandoned() {
        return broken;
    }

    void end(Completion completion, Prompt prompt, boolean withUsage) {
        send(Chunk.end(answer, completion));
        if (withUsage) {
            send(Chunk.usage(answer, prompt.tokens(), completion));
        }
        write("[DONE]");
    }

    private void send(Chunk chunk) {
        try {
            write(json.writeValueAsString(chunk));
        } catch (IOException e) {
            throw new IllegalStateException("a chunk is always JSON", e);
        }
    }

    private void write(String data) {
        if (broken) {
            return;
        }
        try {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            broken = true;
        }
    }
}

package dev.assay.llm.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into the data of server-sent events, wherever the bytes are cut; the WHATWG's rules. */
final class ServerSentEvents {

    private static final String DATA = "data";

    private final Consumer<String> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean any;
    private boolean afterReturn;

    ServerSentEvents(Consumer<String> events) {
        this.events = events;
    }

    void accept(byte[] bytes) {
        for (byte b : bytes) {
            boolean secondHalf = b == '\n' && afterReturn;
            afterReturn = b == '\r';
            if (secondHalf) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                endLine();
            } else {
                line.write(b);
            }
        }
    }

    /** There is no more; servers forget the empty line after the last event. */
    void end() {
        if (line.size() > 0) {
            endLine();
        }
        dispatch();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        if (field.equals(DATA)) {
            String value = colon < 0 ? "" : text.substring(colon + 1);
            data.append(any ? "\n" : "").append(value.startsWith(" ") ? value.substring(1) : value);
            any = true;
        }
    }

    private void dispatch() {
        if (any) {
            events.accept(data.toString());
        }
        data.setLength(0);
        any = false;
    }
}

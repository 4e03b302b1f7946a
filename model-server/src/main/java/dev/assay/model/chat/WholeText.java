package dev.assay.model.chat;

import dev.assay.model.inference.TextSink;
import java.util.function.BooleanSupplier;

/** Collects an answer. */
final class WholeText implements TextSink {

    private final StringBuilder text = new StringBuilder();
    private final BooleanSupplier abandoned;

    WholeText(BooleanSupplier abandoned) {
        this.abandoned = abandoned;
    }

    @Override
    public void accept(String piece) {
        text.append(piece);
    }

    @Override
    public boolean isAbandoned() {
        return abandoned.getAsBoolean();
    }

    String text() {
        return text.toString();
    }
}

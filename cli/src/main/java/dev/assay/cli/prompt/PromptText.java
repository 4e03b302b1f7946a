package dev.assay.cli.prompt;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.prompt.PromptPreview;

/** A rendered prompt as a person reads it. */
public final class PromptText {

    private final Terminal terminal;

    public PromptText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints template, hash and messages. */
    public void print(PromptPreview preview) {
        terminal.print(Terminal.safe(preview.promptTemplate() + " for " + preview.problemId() + ", "
                + Figures.count(preview.inputTokens()) + " tokens"));
        terminal.print("hash " + preview.promptHash());
        preview.messages().forEach(message -> {
            terminal.print("");
            terminal.print("--- " + Terminal.safe(message.role()));
            terminal.print(Terminal.safe(message.content()));
        });
        terminal.print("");
    }
}

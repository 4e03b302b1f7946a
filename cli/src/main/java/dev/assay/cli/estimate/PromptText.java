package dev.assay.cli.estimate;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.prompt.PromptPreview;

/** A rendered prompt as a person reads it. */
final class PromptText {

    private final Terminal terminal;

    PromptText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(PromptPreview preview) {
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

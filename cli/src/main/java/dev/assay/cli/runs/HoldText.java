package dev.assay.cli.runs;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.call.ProviderHold;

/** A provider that is left alone, in words and the local time. */
final class HoldText {

    private static final int LONGEST_NAME = 24;

    private HoldText() {}

    /** For the line of progress. */
    static String brief(ProviderHold hold) {
        return Terminal.safeLine(hold.provider(), LONGEST_NAME) + " held until " + Figures.time(hold.until());
    }

    /** With what the provider said. */
    static String full(ProviderHold hold) {
        return brief(hold) + ": " + hold.reason();
    }
}

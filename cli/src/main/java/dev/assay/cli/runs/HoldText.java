package dev.assay.cli.runs;

import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.call.ProviderHold;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A provider that is left alone, in words and the local time. */
final class HoldText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int LONGEST_NAME = 24;

    private HoldText() {}

    /** For the line of progress. */
    static String brief(ProviderHold hold) {
        return Terminal.safeLine(hold.provider(), LONGEST_NAME) + " held until "
                + TIME.format(hold.until().atZone(ZoneId.systemDefault()));
    }

    /** With what the provider said. */
    static String full(ProviderHold hold) {
        return brief(hold) + ": " + hold.reason();
    }
}

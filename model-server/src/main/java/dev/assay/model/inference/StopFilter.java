package dev.assay.model.inference;

import java.util.List;

/**
 * Text on its way out, in which the first stop text ends everything. What might be the beginning of a stop text is held back
 * until it is known.
 */
final class StopFilter {

    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    StopFilter(List<String> stops) {
        this.stops = stops;
    }

    /** Takes the next piece and returns what may go out. */
    String accept(String piece) {
        held.append(piece);
        int first = firstStop();
        if (first >= 0) {
            stopped = true;
            held.setLength(first);
            return rest();
        }
        int safe = held.length() - longestBeginning();
        String out = held.substring(0, safe);
        held.delete(0, safe);
        return out;
    }

    /** Whether a stop text was found. */
    boolean isStopped() {
        return stopped;
    }

    /** What was held back and turned out to be ordinary text. */
    String rest() {
        String out = held.toString();
        held.setLength(0);
        return out;
    }

    private int firstStop() {
        return stops.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /** The length of the longest end of the held text that begins a stop text. */
    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}

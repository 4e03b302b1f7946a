package dev.assay.cli.runs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast trials end: over the last half minute, so that it follows what is going on. */
final class Pace {

    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    private final Deque<Point> points = new ArrayDeque<>();

    private record Point(long nanos, long ended) {}

    /** Notes how many trials have ended by now. */
    void note(long nanos, long ended) {
        points.addLast(new Point(nanos, ended));
        while (points.size() > 2 && nanos - points.getFirst().nanos() > WINDOW_NANOS) {
            points.removeFirst();
        }
    }

    /** Trials a second; empty while it cannot be said. */
    OptionalDouble perSecond() {
        if (points.size() < 2) {
            return OptionalDouble.empty();
        }
        double seconds = (points.getLast().nanos() - points.getFirst().nanos()) / NANOS_PER_SECOND;
        long ended = points.getLast().ended() - points.getFirst().ended();
        return seconds > 0 && ended > 0 ? OptionalDouble.of(ended / seconds) : OptionalDouble.empty();
    }
}

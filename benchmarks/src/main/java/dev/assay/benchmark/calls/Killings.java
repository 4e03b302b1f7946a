package dev.assay.benchmark.calls;

import java.time.Duration;

/** Kills workers in turn, each when the provider has received so many calls, and counts what they had in flight. */
final class Killings {

    /** An answer that went out so shortly before the kill may not have been stored. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);

    private final Workers workers;
    private final Provider provider;
    private final int turns;
    private final int[] killAt;
    private int count;
    private long inFlight;

    Killings(Workers workers, Provider provider, int turns, int... killAt) {
        this.workers = workers;
        this.provider = provider;
        this.turns = turns;
        this.killAt = killAt.clone();
    }

    /** Kills the next worker if it is time, and returns when it is back. */
    void look() {
        if (count == killAt.length || provider.calls() < killAt[count]) {
            return;
        }
        int worker = count % turns;
        String name = workers.name(worker);
        long before = System.nanoTime() - ON_THE_WAY.toNanos();
        workers.kill(worker);
        long after = System.nanoTime();
        inFlight += provider.journal().stream()
                .filter(call -> call.worker().equals(name))
                .filter(call -> call.begunAt() <= after && call.endedAt().get() > before)
                .count();
        count++;
        workers.awaitBack(worker);
    }

    int count() {
        return count;
    }

    /** Calls of killed workers that were open at the kill, or answered in the half second before. */
    long inFlight() {
        return inFlight;
    }
}

package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.llm.account.Charge;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends calls together: those that end while others are being written go in the next transaction, all of them. Each takes
 * its account's row, so that alone they would wait for each other's commits, one after another.
 */
@Singleton
public class EndingsTogether {

    /** Outcomes are up to 4 MiB each. */
    private static final int MOST = 16;

    /** The order in which the database compares ids; whoever locks several rows of the ledger does it in this one. */
    private static final Comparator<Waiting> LOCK_ORDER =
            Comparator.comparing(one -> one.ending().claim().attemptId().toString());

    private final Endings endings;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    EndingsTogether(Endings endings) {
        this.endings = endings;
    }

    private record Waiting(Ending ending, CompletableFuture<Boolean> held) {}

    /**
     * Stores what came of a claimed call and pays for it; false where the lease was lost: then nothing changes. Throws what
     * kept it from being stored, as the cause of a {@link java.util.concurrent.CompletionException}.
     */
    public boolean end(Claim claim, GenerationOutcome outcome, Charge charge) {
        Waiting own = new Waiting(new Ending(claim, outcome, charge), new CompletableFuture<>());
        waiting.add(own);
        turn.lock();
        try {
            while (!own.held().isDone()) {
                write(next());
            }
        } finally {
            turn.unlock();
        }
        return own.held().join();
    }

    /** Endings that no transaction has taken yet. */
    int waiting() {
        return waiting.size();
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        while (group.size() < MOST && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        group.sort(LOCK_ORDER);
        return group;
    }

    private void write(List<Waiting> group) {
        try {
            List<Boolean> held = endings.end(group.stream().map(Waiting::ending).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).held().complete(held.get(i));
            }
        } catch (RuntimeException | Error e) {
            // Whoever waits must hear of it, whatever it is: they are no longer in the queue.
            if (group.size() == 1) {
                group.getFirst().held().completeExceptionally(e);
            } else {
                // One that the database refuses must not take the others with it.
                group.forEach(one -> write(List.of(one)));
            }
        }
    }
}

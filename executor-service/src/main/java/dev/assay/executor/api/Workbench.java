package dev.assay.executor.api;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.sandbox.SlotPool;
import dev.assay.executor.sandbox.SlotPool.SlotWork;
import dev.assay.frame.drain.Drain;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs what requests ask for in the slots that answers run in too. As many requests as there are slots are in work, a
 * bounded number waits, further ones are refused.
 */
@ApplicationScoped
class Workbench {

    private final IsolationGuard guard;
    private final Drain drain;

    /** Platform threads: they wait on pipes of processes, which would hold on to the carrier of a virtual one. */
    private final ThreadPoolExecutor threads;

    Workbench(IsolationGuard guard, Drain drain, ExecutorSettings settings) {
        this.guard = guard;
        this.drain = drain;
        int slots = settings.slots().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        this.threads = new ThreadPoolExecutor(
                slots,
                slots,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waitingRequests()),
                Thread.ofPlatform().daemon().name("request-", 0).factory());
    }

    /** Does the work on a thread of the bench; throws a problem (503) where too many wait. */
    <T> T inTurn(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(() -> {
                try (Drain.Work inHand = drain.begin()) {
                    return work.call();
                }
            });
        } catch (RejectedExecutionException e) {
            throw Unavailable.problem(
                    "all slots are taken and " + threads.getQueue().size() + " requests wait; try again later");
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unavailable.problem("the executor is stopping; try again");
        }
    }

    /** Does the work in a slot, and again while all others are empty where the host was too busy. */
    <T> T inSlot(SlotWork<T> work, Predicate<T> wasDisturbed) throws InterruptedException {
        SlotPool slots = guard.sandboxes().slots();
        T first = slots.inOne(work);
        return wasDisturbed.test(first) ? slots.alone(work) : first;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

package dev.assay.executor.api;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.readiness.IsolationGuard;
import dev.assay.executor.runner.RunnerClient;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Has the runner do what requests ask for, in the slots that answers run in too. As many requests as there are slots are in work, a
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

    /**
     * Does the work on a thread of the bench; throws a problem (400) where a language has no runtime here, one (503) where
     * too many wait.
     */
    <T> T inTurn(Function<RunnerClient, T> work) {
        Future<T> result;
        try {
            result = threads.submit(() -> {
                try (Drain.Work inHand = drain.begin()) {
                    return work.apply(guard.runner());
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
                case RuntimeMissing missing -> throw Problems.badField("language", missing.getMessage());
                case RuntimeException failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unavailable.problem("the executor is stopping; try again");
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

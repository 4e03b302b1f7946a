package dev.assay.executor.sandbox;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** Lends slots: one to each execution, or the whole host to one that was disturbed. First come, first served. */
public final class SlotPool {

    private final List<Slot> all;
    private final BlockingQueue<Slot> free;
    private final Semaphore permits;

    SlotPool(List<Slot> slots) {
        this.all = List.copyOf(slots);
        this.free = new LinkedBlockingQueue<>(slots);
        this.permits = new Semaphore(slots.size(), true);
    }

    /** What is done with a slot. */
    @FunctionalInterface
    public interface SlotWork<T> {
        T apply(Slot slot) throws InterruptedException;
    }

    public int size() {
        return all.size();
    }

    List<Slot> all() {
        return all;
    }

    /** Does the work in a slot, waiting for one if need be. */
    public <T> T inOne(SlotWork<T> work) throws InterruptedException {
        return with(1, work);
    }

    /** Does the work in a slot while all others stay empty. */
    public <T> T alone(SlotWork<T> work) throws InterruptedException {
        return with(all.size(), work);
    }

    /** Does the work in a slot, and once more while all others stay empty where it says that it was disturbed. */
    public <T> T inOneOrAlone(SlotWork<T> work, Predicate<T> wasDisturbed) throws InterruptedException {
        T first = inOne(work);
        return wasDisturbed.test(first) ? alone(work) : first;
    }

    private <T> T with(int share, SlotWork<T> work) throws InterruptedException {
        permits.acquire(share);
        try {
            Slot slot = free.take();
            try {
                return work.apply(slot);
            } finally {
                free.put(slot);
            }
        } finally {
            permits.release(share);
        }
    }
}

package dev.assay.model.inference;

import dev.assay.model.ModelSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** The line before the model: first come, first served, one at a time, of bounded length. */
@ApplicationScoped
public class InferenceQueue {

    private final int length;
    private final Semaphore places;
    private final Semaphore turn = new Semaphore(1, true);

    InferenceQueue(ModelSettings settings) {
        this.length = settings.queueLength();
        this.places = new Semaphore(length + 1);
    }

    /** A place in the line, taken at once; closed when its request is done. */
    public final class Place implements AutoCloseable {

        private boolean served;

        private Place() {}

        /** Waits until it is this request's turn. */
        public void await() throws InterruptedException {
            turn.acquire();
            served = true;
        }

        @Override
        public void close() {
            if (served) {
                turn.release();
            }
            places.release();
        }
    }

    /** @throws QueueFullException when there is no place */
    public Place take() throws QueueFullException {
        if (!places.tryAcquire()) {
            throw new QueueFullException(length);
        }
        return new Place();
    }
}

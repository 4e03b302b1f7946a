package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SlotPoolTest {

    private final SlotPool pool = new SlotPool(List.of(slot(0), slot(1)));

    @Test
    void work_that_was_disturbed_is_done_again_when_nothing_else_runs() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> neighbour = threads.submit(() -> pool.inOne(slot -> {
                started.countDown();
                leave.await();
                order.add("neighbour ended");
                return "";
            }));
            started.await();

            String last = pool.inOneOrAlone(
                    slot -> {
                        String result = order.isEmpty() ? "disturbed" : "judged";
                        order.add("work");
                        leave.countDown();
                        return result;
                    },
                    "disturbed"::equals);

            assertThat(last).isEqualTo("judged");
            assertThat(order).containsExactly("work", "neighbour ended", "work");
            neighbour.get();
        }
    }

    @Test
    void work_that_was_not_disturbed_is_done_once() throws Exception {
        List<Integer> slots = new ArrayList<>();

        pool.inOneOrAlone(slot -> slots.add(slot.number()), done -> false);

        assertThat(slots).hasSize(1);
    }

    private static Slot slot(int number) {
        Seat seat = new Seat("seat-" + number, Optional.empty(), Optional.empty());
        return new Slot(number, seat, seat);
    }
}

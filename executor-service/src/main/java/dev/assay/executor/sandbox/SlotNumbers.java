package dev.assay.executor.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Slot numbers that no other executor of this host has. A number stands for two user ids, and what two executors did as the
 * same user would count together against its limit of processes, and be ended together. Each is held by a lock, which the
 * kernel lets go of at any kind of end of the process.
 */
final class SlotNumbers implements AutoCloseable {

    private static final int END = 2_000; // user ids end before 65,534, which is nobody

    private final List<Integer> numbers = new ArrayList<>();
    private final List<FileChannel> locks = new ArrayList<>();

    private SlotNumbers() {}

    /**
     * Takes the first free numbers from {@code first} on.
     *
     * @throws SandboxUnavailable where there are not enough
     */
    static SlotNumbers take(Path folder, int count, int first) {
        SlotNumbers taken = new SlotNumbers();
        for (int number = first; taken.numbers.size() < count && number < END; number++) {
            Optional<FileChannel> lock = lock(folder.resolve("assay-slot-" + number + ".lock"));
            if (lock.isPresent()) {
                taken.numbers.add(number);
                taken.locks.add(lock.get());
            }
        }
        if (taken.numbers.size() < count) {
            taken.close();
            throw new SandboxUnavailable("no " + count + " slots from number " + first + " to " + (END - 1)
                    + " are free on this host: other executors hold them, or " + folder + " cannot be written");
        }
        return taken;
    }

    List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    /** Empty where somebody else holds it, be it a user whose files we may not open. */
    private static Optional<FileChannel> lock(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS));
            if (OwnerLock.take(channel)) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            for (FileChannel lock : locks) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of slot numbers", e);
        }
    }
}

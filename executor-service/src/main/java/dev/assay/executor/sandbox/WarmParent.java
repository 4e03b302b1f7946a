package dev.assay.executor.sandbox;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A sandboxed Python that has one of our programs loaded and forks it whenever we connect ({@code warm.py}). It serves
 * one program at a time, holds nothing of any of them, and is given up after a number of runs or an abnormal end.
 */
final class WarmParent implements AutoCloseable {

    /** Exit code of a program whose parent is gone. */
    private static final int LOST = 128 + 9;

    private static final int CONNECTIONS = 3;
    private static final long START_SECONDS = 60;

    private final SandboxProgram program;
    private final Process process;
    private final Path socket;
    private final int mostRuns;
    private CompletableFuture<Integer> ending = new CompletableFuture<>();
    private boolean gone;
    private int runs;
    private long residentBytes;

    private WarmParent(SandboxProgram program, Process process, Path socket, int mostRuns) {
        this.program = program;
        this.process = process;
        this.socket = socket;
        this.mostRuns = mostRuns;
    }

    /** Takes over a process that was started to be one, and waits until it is ready. */
    static WarmParent await(SandboxProgram program, Process process, Path socket, int mostRuns) {
        WarmParent parent = new WarmParent(program, process, socket, mostRuns);
        CompletableFuture<Integer> ready = parent.ending;
        Thread.ofPlatform().daemon().name("warm-" + program.main()).start(parent::listen);
        try {
            if (ready.get(START_SECONDS, TimeUnit.SECONDS) == 0) {
                return parent;
            }
            throw new SandboxUnavailable("a warm parent does not start: "
                    + new String(process.getErrorStream().readNBytes(2000), StandardCharsets.UTF_8).strip());
        } catch (IOException | ExecutionException | TimeoutException e) {
            parent.close();
            throw new SandboxUnavailable("a warm parent does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            parent.close();
            Thread.currentThread().interrupt();
            throw new SandboxUnavailable("interrupted while a warm parent was being started", e);
        }
    }

    /** Notes the memory that it holds by itself, which is no program's. */
    void hasResident(long bytes) {
        residentBytes = bytes;
    }

    long residentBytes() {
        return residentBytes;
    }

    /** Whether it may run that program once more. */
    synchronized boolean serves(SandboxProgram other) {
        return !gone && process.isAlive() && runs < mostRuns && program.equals(other);
    }

    /** Runs the program once; the one before must have ended. */
    WarmProgram fork() {
        CompletableFuture<Integer> next = expectEnding();
        List<SocketChannel> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
                connections.add(connection);
                connection.connect(UnixDomainSocketAddress.of(socket));
            }
            return new WarmProgram(this, next, connections);
        } catch (IOException e) {
            close();
            throw new SandboxUnavailable("a warm parent does not answer: " + e.getMessage(), e);
        }
    }

    /** The first process of the program that runs, as this host numbers it. */
    OptionalLong child() {
        return python().stream().flatMapToLong(WarmParent::childOf).findFirst();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its own processes. */
    List<Long> processes() {
        List<Long> own = new ArrayList<>(python());
        own.add(process.pid());
        return own;
    }

    /** Ends it, and with it what it runs. */
    @Override
    public void close() {
        synchronized (this) {
            gone = true;
        }
        List<Long> inside = python();
        if (inside.isEmpty()) {
            process.destroyForcibly();
        }
        // The first process of its namespace: the kernel ends all others with it, and bwrap reaps it.
        ProcessTree.kill(inside);
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                throw new SandboxUnavailable("a warm parent does not end; see process " + process.pid());
            }
            java.nio.file.Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new SandboxUnavailable("a socket cannot be removed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Long> python() {
        return ProcessTree.children(process.pid());
    }

    private static java.util.stream.LongStream childOf(long python) {
        return ProcessTree.children(python).stream().mapToLong(Long::longValue);
    }

    private synchronized CompletableFuture<Integer> expectEnding() {
        if (gone) {
            throw new SandboxUnavailable("a warm parent is gone");
        }
        runs++;
        ending = new CompletableFuture<>();
        return ending;
    }

    /** The first number says that it is ready, each later one how a program ended. */
    private void listen() {
        try (DataInputStream numbers = new DataInputStream(process.getInputStream())) {
            while (true) {
                announce(numbers.readInt());
            }
        } catch (IOException e) {
            synchronized (this) {
                gone = true;
            }
            announce(LOST);
        }
    }

    private void announce(int number) {
        CompletableFuture<Integer> current;
        synchronized (this) {
            current = ending;
        }
        current.complete(number);
    }
}

package dev.assay.executor.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program in a process that a warm parent forked for it, with namespaces of its own. */
final class WarmProgram implements RunningProgram {

    private static final long BETWEEN_MS = 1_000;

    private final WarmParent parent;
    private final CompletableFuture<Integer> ending;
    private final List<SocketChannel> connections;
    private final OutputStream input;
    private final Remainder output;
    private final InputStream printed;
    private volatile boolean killed;

    /** One connection for each direction, as with pipes: what closes one does not close another. */
    WarmProgram(WarmParent parent, CompletableFuture<Integer> ending, List<SocketChannel> connections) {
        this.parent = parent;
        this.ending = ending;
        this.connections = connections;
        this.input = new BufferedOutputStream(Channels.newOutputStream(connections.get(0)));
        this.output = new Remainder(new BufferedInputStream(Channels.newInputStream(connections.get(1))));
        this.printed = Channels.newInputStream(connections.get(2));
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream printed() {
        return printed;
    }

    @Override
    public boolean isAlive() {
        return !ending.isDone();
    }

    @Override
    public boolean waitFor(long milliseconds) throws InterruptedException {
        try {
            ending.get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an ending is never exceptional", e);
        }
    }

    @Override
    public int exitCode() {
        return ending.join();
    }

    @Override
    public OptionalLong top() {
        return parent.child();
    }

    @Override
    public OptionalLong first() {
        return parent.child();
    }

    /** Kills the first process of its namespace; where it does not come up, the parent with it. */
    @Override
    public void kill() {
        killed = true;
        OptionalLong child = parent.child();
        if (child.isEmpty() && !endsSoon()) {
            child = parent.child();
            if (child.isEmpty()) {
                parent.close();
            }
        }
        child.ifPresent(process -> ProcessTree.kill(List.of(process)));
    }

    /** What it has said and nobody has read yet stays readable. */
    @Override
    public void release(boolean abnormal) {
        output.keep();
        for (SocketChannel connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a connection to a sandbox cannot be closed", e);
            }
        }
        boolean crashed = !killed && exitCode() != 0;
        if (abnormal || crashed) {
            parent.close();
        }
    }

    /** It may be between its fork and its first step, or between its end and the news of it. */
    private boolean endsSoon() {
        try {
            return waitFor(BETWEEN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isAlive();
        }
    }

    /** A stream whose rest can be taken into memory before the connection under it is closed. */
    private static final class Remainder extends FilterInputStream {

        Remainder(InputStream in) {
            super(in);
        }

        /** The program has ended, so this reads what the kernel holds for it and no more. */
        void keep() {
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            try {
                in.transferTo(rest);
            } catch (IOException reset) {
                // It ended with calls of ours unread; what it said came before.
            }
            in = new ByteArrayInputStream(rest.toByteArray());
        }
    }
}

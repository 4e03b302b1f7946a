package dev.assay.executor.runner;

import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.sandbox.SandboxUnavailable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Answers the requests of executors on a Unix socket that only the own user id can reach. */
final class RunnerServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunnerServer.class);

    private final ServerSocketChannel server;
    private final Path socket;
    private final Isolation isolation;
    private final Optional<Workshop> workshop;
    private final Object changed = new Object();
    private int executors;

    /** Platform threads: they wait on pipes of processes, which would hold on to the carrier of a virtual one. */
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("request-", 0).factory());

    private RunnerServer(ServerSocketChannel server, Path socket, Isolation isolation, Optional<Workshop> workshop) {
        this.server = server;
        this.socket = socket;
        this.isolation = isolation;
        this.workshop = workshop;
    }

    /** Takes the place of a socket that an earlier runner left. */
    static RunnerServer open(Path socket, Isolation isolation, Optional<Workshop> workshop) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        return new RunnerServer(server, socket, isolation, workshop);
    }

    /** Serves until it is closed. */
    void serve() throws IOException {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (AsynchronousCloseException closed) {
            threads.shutdown();
        }
    }

    /** Waits until no executor is connected any more: what they have in hand is theirs to finish. */
    void awaitNoExecutor(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (changed) {
            for (long left = longest.toNanos(); executors > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(changed, left);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            Request request = Wire.read(connection, Request.class);
            if (request instanceof Request.Hello) {
                stay(connection);
            } else {
                Wire.write(connection, reply(request));
            }
        } catch (IOException e) {
            LOG.debugf("a connection broke: %s", e.getMessage());
        }
    }

    private void stay(SocketChannel connection) throws IOException {
        count(1);
        try {
            Wire.write(connection, new Reply.Welcome(isolation));
            connection.read(ByteBuffer.allocate(1));
        } finally {
            count(-1);
        }
    }

    private void count(int change) {
        synchronized (changed) {
            executors += change;
            changed.notifyAll();
        }
    }

    private Reply reply(Request request) {
        if (workshop.isEmpty()) {
            return new Reply.Failed(Reply.Cause.SANDBOX_UNAVAILABLE, "nothing untrusted may run here: " + isolation);
        }
        try {
            return reply(workshop.get(), request);
        } catch (SandboxUnavailable e) {
            return new Reply.Failed(Reply.Cause.SANDBOX_UNAVAILABLE, e.getMessage());
        } catch (RuntimeMissing e) {
            return new Reply.Failed(Reply.Cause.RUNTIME_MISSING, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Failed(Reply.Cause.SANDBOX_UNAVAILABLE, "the runner is stopping");
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            return new Reply.Failed(Reply.Cause.DEFECT, e.toString());
        }
    }

    private static Reply reply(Workshop workshop, Request request) throws InterruptedException {
        return switch (request) {
            case Request.Judge(var plan, var executorId) -> new Reply.Judged(workshop.judge(plan, executorId));
            case Request.RunCode(var order) -> new Reply.Done(workshop.run(order));
            case Request.RunCommand(var order) -> new Reply.Done(workshop.run(order));
            case Request.ListRuntimes _ -> new Reply.RuntimeList(workshop.runtimes());
            case Request.ReadDocumentation(var language) -> new Reply.Documented(workshop.documentation(language));
            case Request.Hello _ -> throw new IllegalArgumentException("a greeting stays");
        };
    }
}

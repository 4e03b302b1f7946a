package dev.assay.executor.runner;

import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.language.Documentation;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.language.RuntimeState;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.sandbox.SandboxUnavailable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Asks a runner. Everything here throws {@link RunnerGone} where it is not there, {@link SandboxUnavailable} where its
 * sandboxes fail, and {@link RuntimeMissing} where a language has no runtime.
 */
public final class RunnerClient {

    private final Path socket;

    public RunnerClient(Path socket) {
        this.socket = socket;
    }

    /** A runner that is there, for as long as it is. */
    public final class Presence implements AutoCloseable {

        private final SocketChannel connection;
        private final Isolation isolation;

        private Presence(SocketChannel connection, Isolation isolation) {
            this.connection = connection;
            this.isolation = isolation;
        }

        /** What holds there. */
        public Isolation isolation() {
            return isolation;
        }

        /** Waits until the runner has gone. */
        public void awaitEnd() {
            try {
                connection.read(ByteBuffer.allocate(1));
            } catch (IOException e) {
                // A broken connection is an end too.
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new RunnerGone("the connection to sandbox-runner cannot be closed", e);
            }
        }
    }

    /** Connects for as long as the runner is there. */
    public Presence greet() {
        try {
            SocketChannel connection = connect();
            try {
                Wire.write(connection, new Request.Hello());
                if (Wire.read(connection, Reply.class) instanceof Reply.Welcome(Isolation isolation)) {
                    return new Presence(connection, isolation);
                }
                throw new IOException("it does not greet");
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Judges an answer; {@link Judgement.Disturbed} where the host was too busy even for it alone. */
    public Judgement judge(ExecutionPlan plan, String executorId) {
        return switch (ask(new Request.Judge(plan, executorId))) {
            case Reply.Judged(Judgement judgement) -> judgement;
            case Reply other -> throw unexpected(other);
        };
    }

    public Ran run(CodeOrder order) {
        return ran(ask(new Request.RunCode(order)));
    }

    public Ran run(ProgramOrder order) {
        return ran(ask(new Request.RunCommand(order)));
    }

    /** Every language that is described, installed or not. */
    public List<RuntimeState> runtimes() {
        return switch (ask(new Request.ListRuntimes())) {
            case Reply.RuntimeList(List<RuntimeState> runtimes) -> runtimes;
            case Reply other -> throw unexpected(other);
        };
    }

    /** A language as a prompt presents it. */
    public Documentation documentation(String language) {
        return switch (ask(new Request.ReadDocumentation(language))) {
            case Reply.Documented(Documentation documentation) -> documentation;
            case Reply other -> throw unexpected(other);
        };
    }

    private static Ran ran(Reply reply) {
        return switch (reply) {
            case Reply.Done(Ran ran) -> ran;
            case Reply other -> throw unexpected(other);
        };
    }

    private Reply ask(Request request) {
        try (SocketChannel connection = connect()) {
            Wire.write(connection, request);
            return Wire.read(connection, Reply.class);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            connection.connect(UnixDomainSocketAddress.of(socket));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private RunnerGone gone(IOException cause) {
        String how = Optional.ofNullable(cause.getMessage()).orElse("it broke off");
        return new RunnerGone("sandbox-runner does not answer at " + socket + ": " + how, cause);
    }

    private static RuntimeException unexpected(Reply reply) {
        return switch (reply) {
            case Reply.Failed(Reply.Cause cause, String message) ->
                switch (cause) {
                    case SANDBOX_UNAVAILABLE -> new SandboxUnavailable(message);
                    case RUNTIME_MISSING -> new RuntimeMissing(message);
                    case DEFECT -> new IllegalStateException("sandbox-runner: " + message);
                };
            case Reply other -> new IllegalStateException("sandbox-runner replied " + other);
        };
    }
}

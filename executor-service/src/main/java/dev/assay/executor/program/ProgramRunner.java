package dev.assay.executor.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.FrameChannel;
import dev.assay.executor.sandbox.FrameChannel.Broken;
import dev.assay.executor.sandbox.FrameChannel.Frame;
import dev.assay.executor.sandbox.OutputCapture;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.SandboxProcess;
import dev.assay.executor.sandbox.SandboxProcess.Ending;
import dev.assay.executor.sandbox.SandboxProgram;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Seat;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands, each in a sandbox of its own. */
public final class ProgramRunner {

    private static final List<String> MODULES = List.of("frames");
    private static final int LARGEST_FRAME = 20 * 1024 * 1024;
    private static final int LENGTH_BYTES = 2;

    private final Sandboxes sandboxes;

    public ProgramRunner(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    /** Runs a command in a seat, which must be free; throws {@link SandboxUnavailable} where the sandbox fails. */
    public ProgramEnd run(Seat seat, ProgramOrder order) {
        SandboxProgram runner = SandboxProgram.seeing("runner", MODULES, order.readOnly());
        SandboxProcess process = sandboxes.start(seat, runner, order.limits());
        Conversation conversation = new Conversation(process);
        Ending ending;
        try {
            conversation.hold(order);
        } finally {
            ending = process.end();
        }
        if (!conversation.started && ending.breach().isEmpty() && !ending.memoryExhausted()) {
            throw new SandboxUnavailable(
                    "a sandbox did not start: " + process.output().text().strip());
        }
        return new ProgramEnd(
                conversation.exitCode,
                breach(ending, order.limits()),
                conversation.standardOutput.printed(),
                process.output().printed(),
                List.copyOf(conversation.results),
                conversation.resultsComplete,
                ending.usage());
    }

    /** A program may end just before somebody looks, or end a child of its own for it. */
    private static Optional<Breach> breach(Ending ending, SandboxLimits limits) {
        if (ending.memoryExhausted()) {
            return Optional.of(Breach.MEMORY);
        }
        boolean cpu = ending.usage().cpuMs() > limits.cpu().toMillis();
        return ending.breach().or(() -> cpu ? Optional.of(Breach.CPU_TIME) : Optional.empty());
    }

    /** What is said with the runner in the sandbox. Whatever is not understood ends it: it says nothing that counts. */
    private static final class Conversation {

        private final SandboxProcess process;
        private final FrameChannel channel;
        private final OutputCapture standardOutput = new OutputCapture();
        private final List<WorkFile> results = new ArrayList<>();
        private Optional<Integer> exitCode = Optional.empty();
        private boolean resultsComplete = true;
        private long resultBytes;
        private boolean started;

        private Conversation(SandboxProcess process) {
            this.process = process;
            this.channel = new FrameChannel(process);
        }

        void hold(ProgramOrder order) {
            try {
                channel.read(FrameChannel.MAX_BYTES);
                started = true;
                order.files().forEach(file -> channel.write('A', packed(file)));
                if (order.input().length > 0) {
                    channel.write('I', order.input());
                }
                channel.write('T', AssayJson.writeBytes(task(order)));
                while (exitCode.isEmpty() && take(channel.read(LARGEST_FRAME))) {
                    // Until it has ended.
                }
            } catch (Broken | UncheckedIOException | IllegalArgumentException e) {
                exitCode = Optional.empty();
            }
        }

        /** Whether the conversation goes on. */
        private boolean take(Frame frame) {
            switch (frame.kind()) {
                case 'O' -> {
                    long total = standardOutput.add(frame.json(), frame.json().length);
                    if (total + process.output().totalBytes() > SandboxLimits.OUTPUT_BYTES) {
                        process.end(Breach.OUTPUT);
                        return false;
                    }
                }
                case 'A' -> {
                    resultBytes += frame.json().length;
                    if (resultBytes > LARGEST_FRAME) {
                        return false;
                    }
                    results.add(unpacked(frame.json()));
                }
                case 'E' -> {
                    JsonNode end = AssayJson.read(frame.json(), JsonNode.class);
                    resultsComplete = end.path("results_complete").asBoolean();
                    exitCode = Optional.of(end.path("exit_code").asInt(-1));
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static Map<String, Object> task(ProgramOrder order) {
            Map<String, Long> limits = new HashMap<>(order.limits().perProcess());
            if (!order.addressSpaceLimited()) {
                limits.remove("RLIMIT_AS");
            }
            return Map.of(
                    "command",
                    order.command(),
                    "environment",
                    order.environment(),
                    "results",
                    order.results(),
                    "limits",
                    limits);
        }

        private static byte[] packed(WorkFile file) {
            byte[] path = file.path().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(LENGTH_BYTES + path.length + 1 + file.content().length)
                    .putShort((short) path.length)
                    .put(path)
                    .put((byte) (file.executable() ? 1 : 0))
                    .put(file.content())
                    .array();
        }

        private static WorkFile unpacked(byte[] frame) {
            ByteBuffer buffer = ByteBuffer.wrap(frame);
            if (buffer.remaining() < LENGTH_BYTES
                    || buffer.getShort(0) < 0
                    || buffer.getShort() + 1 > buffer.remaining()) {
                throw new IllegalArgumentException("no file");
            }
            byte[] path = new byte[buffer.getShort(0)];
            buffer.get(path);
            boolean executable = buffer.get() == 1;
            byte[] content = new byte[buffer.remaining()];
            buffer.get(content);
            String name = new String(path, StandardCharsets.UTF_8);
            if (!WorkFile.isPath(name)) {
                throw new IllegalArgumentException("no path");
            }
            return new WorkFile(name, content, executable);
        }
    }
}

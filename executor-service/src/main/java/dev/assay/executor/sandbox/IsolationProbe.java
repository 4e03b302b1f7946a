package dev.assay.executor.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs a program in a sandbox that tries to get out, and looks at that program from outside meanwhile. */
final class IsolationProbe {

    private static final SandboxProgram COLD = new SandboxProgram("probe", List.of("frames"));
    private static final SandboxProgram FORKED = SandboxProgram.forking("probe", List.of("frames"));
    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), 1L << 30);
    private static final int REPORT_BYTES = 1 << 20;

    private final Sandboxes sandboxes;

    IsolationProbe(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    IsolationReport run(Seat seat) {
        Path canary = null;
        try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            canary = Files.createTempFile(
                    "assay-canary-",
                    ".txt",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Files.writeString(canary, UUID.randomUUID().toString());
            List<IsolationReport.Attack> attacks = new ArrayList<>(attack(seat, COLD, canary, host.getLocalPort()));
            if (sandboxes.forks()) {
                // Twice: the second one has a predecessor.
                attack(seat, FORKED, canary, host.getLocalPort()).forEach(attack -> attacks.add(attack.of("warm")));
                attack(seat, FORKED, canary, host.getLocalPort())
                        .forEach(attack -> attacks.add(attack.of("warm_again")));
            }
            return new IsolationReport(attacks);
        } catch (IOException e) {
            throw new UncheckedIOException("the isolation probe cannot be prepared", e);
        } finally {
            delete(canary);
        }
    }

    private List<IsolationReport.Attack> attack(Seat seat, SandboxProgram program, Path canary, int port) {
        SandboxProcess process = sandboxes.start(seat, program, LIMITS);
        FrameChannel channel = new FrameChannel(process);
        List<IsolationReport.Attack> attacks = new ArrayList<>();
        String problem = "";
        try {
            channel.read(REPORT_BYTES);
            attacks.addAll(process.seenFromOutside());
            channel.write('P', AssayJson.writeBytes(targets(canary, port)));
            byte[] report = channel.read(REPORT_BYTES).json();
            attacks.addAll(AssayJson.events().readValue(report, new TypeReference<List<IsolationReport.Attack>>() {}));
        } catch (IOException e) {
            problem = e.getMessage();
        }
        SandboxProcess.Ending ending = process.end();
        if (!problem.isEmpty()) {
            throw new SandboxUnavailable("a sandbox does not start (exit code " + ending.exitCode() + ", " + problem
                    + "): " + process.output().text().strip()
                    + "; user namespaces must be allowed and the package bubblewrap installed");
        }
        return attacks;
    }

    private static Map<String, Object> targets(Path canary, int port) {
        return Map.of(
                "canary",
                canary.toString(),
                "port",
                port,
                "process",
                ProcessHandle.current().pid());
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}

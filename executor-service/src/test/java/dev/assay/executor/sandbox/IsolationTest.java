package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.json.AssayJson;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsolationTest {

    private static final String HARMLESS =
            "('host_file', 'password_file', 'foreign_process', 'host_loopback', 'unshare_user', 'outlive_parent', 'signal_host', 'limit_host', 'change_host_file', 'earlier_files')";

    /** Closed by JUnit. */
    static Stream<Sandboxes> kinds() {
        return Stream.of(
                Sandboxes.open(SandboxSettings.of(1, 900)),
                Sandboxes.open(SandboxSettings.of(1, 901).cold()),
                OtherHosts.withoutLauncher(1, 902),
                OtherHosts.withoutCgroups(1, 903),
                Sandboxes.open(SandboxSettings.of(1, 904).with(Tier.LANDLOCK)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_known_way_out_is_held(Sandboxes sandboxes) throws Exception {
        IsolationReport report = sandboxes.probe();

        assertThat(report.breaches()).isEqualTo("none");
        assertThat(report.attacks()).hasSizeGreaterThan(30);
        assertThat(report.holds()).isTrue();
    }

    @Test
    void the_same_attacks_get_through_without_a_sandbox(@TempDir Path directory) throws Exception {
        PythonRuntime runtime = PythonRuntime.prepare(directory);
        Path canary = Files.writeString(directory.resolve("canary.txt"), "canary");
        Path unconfined = directory.resolve("unconfined.py");
        Files.writeString(
                unconfined,
                Files.readString(directory.resolve("probe.py"))
                        .replace("sys.path.insert(0, \"/assay\")", "sys.path.insert(0, \"" + directory + "\")")
                        // Only what does no harm where nothing holds it.
                        .replace(
                                "for name, attack in ATTACKS]",
                                "for name, attack in ATTACKS if name in " + HARMLESS + "]"));
        Process process = new ProcessBuilder(runtime.interpreter().toString(), "-s", "-S", unconfined.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DataOutputStream out = new DataOutputStream(process.getOutputStream());
                DataInputStream in = new DataInputStream(process.getInputStream())) {
            frame(in);
            byte[] targets = AssayJson.writeBytes(Map.of(
                    "canary",
                    canary.toString(),
                    "port",
                    host.getLocalPort(),
                    "process",
                    ProcessHandle.current().pid()));
            out.writeInt(1 + FrameChannel.ID_BYTES + targets.length);
            out.writeByte('P');
            out.write(new byte[FrameChannel.ID_BYTES]);
            out.write(targets);
            out.flush();
            List<IsolationReport.Attack> attacks =
                    AssayJson.events().readValue(frame(in), new TypeReference<List<IsolationReport.Attack>>() {});

            assertThat(attacks.stream().filter(attack -> !attack.held()).map(IsolationReport.Attack::name))
                    .contains(
                            "host_file",
                            "password_file",
                            "foreign_process",
                            "host_loopback",
                            "unshare_user",
                            "outlive_parent",
                            "signal_host",
                            "limit_host",
                            "change_host_file",
                            "earlier_files");
        }
    }

    private static byte[] frame(DataInputStream in) throws Exception {
        int length = in.readInt();
        in.skipNBytes(1 + FrameChannel.ID_BYTES);
        return in.readNBytes(length - 1 - FrameChannel.ID_BYTES);
    }
}

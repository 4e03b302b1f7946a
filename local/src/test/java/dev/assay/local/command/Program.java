package dev.assay.local.command;

import dev.assay.local.port.Port;
import dev.assay.local.port.Ports;
import dev.assay.local.service.Installation;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged program, called as the script calls it, over a state directory and ports of its own. */
final class Program {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    Program(Path home, Ports ports) {
        this.home = home;
        environment.put("ASSAY_ROOT", ROOT.toString());
        environment.put("ASSAY_HOME", home.toString());
        for (Port port : Port.values()) {
            environment.put(port.variable(), Integer.toString(ports.of(port)));
        }
    }

    /** What a call printed, both streams, and its exit code. */
    record Result(int code, String output) {}

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    Process start(String... arguments) throws IOException {
        // Tests that a shell runs in the background hand down an ignored Ctrl-C; a person's terminal does not.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Installation.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                new Installation(ROOT).localClassPath(),
                Local.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    PlatformState state() {
        return new StateFile(home.resolve("state.json")).read().orElseThrow();
    }
}

package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The executor's sandboxes on hosts of other kinds, each in a process of its own: which tier holds there, and the hostile
 * corpus in it. Needs root, to give up what those hosts do not have.
 */
@Tag("hosts")
@EnabledIf("isRoot")
class HostsTest {

    private static final String USER = "61900";
    private static final int FIRST_SLOT = 980;
    private static final int ERRNO_EPERM = 0x00050001;
    private static final int ERRNO_ENOSYS = 0x00050026;
    private static final int ALLOW = 0x7fff0000;
    private static final int NEW_NAMESPACES = 0x7E020000;

    /** What container engines mask, where the kernel has it; the kernel then allows no new /proc either. */
    private static final String MASKED_PROC = """
            for file in /proc/kcore /proc/keys /proc/timer_list /proc/sysrq-trigger; do
              [ ! -e $file ] || mount --bind /dev/null $file || exit 1
            done
            mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys || exit 1
            exec "$@"
            """;

    static boolean isRoot() {
        return Host.find().dropsUid();
    }

    @Test
    void an_ordinary_user_has_namespaces_and_a_warm_path(@TempDir Path directory) throws Exception {
        Outcome outcome = run(directory, List.of(), List.of());

        assertThat(outcome.text()).contains("T1 warm holds", "failed 0 ").doesNotContain("T2 holds");
    }

    @Test
    void a_pod_under_the_default_filter_has_landlock(@TempDir Path directory) throws Exception {
        Path filter = Files.write(directory.resolve("pod.bpf"), podFilter(Architecture.current()));
        List<String> masked = List.of("/usr/bin/unshare", "--mount", "/bin/sh", "-c", MASKED_PROC, "sh");

        Outcome outcome = run(directory, masked, List.of("-s", filter.toString()));

        assertThat(outcome.text()).contains("T1 warm does not hold", "T1 does not hold", "T2 holds", "failed 0 ");
    }

    private record Outcome(String text) {}

    private static Outcome run(Path directory, List<String> outside, List<String> launcherOptions) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path corpus = Files.createDirectories(directory.resolve("src/test/resources/hostile"));
        try (Stream<Path> programs = Files.list(Path.of("src/test/resources/hostile"))) {
            for (Path program : programs.toList()) {
                Files.copy(program, corpus.resolve(program.getFileName().toString()));
            }
        }
        assertThat(NativeLine.install(directory)).as("the launcher").isPresent();
        List<String> command = new ArrayList<>(outside);
        command.add(directory.resolve("launcher").toString());
        command.addAll(launcherOptions);
        command.addAll(List.of("-u", USER, "-e", "ASSAY_SECRET=CANARY-environment", "--"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + directory));
        command.addAll(List.of("-cp", readableClassPath(directory), Inside.class.getName()));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        System.out.println(text);
        return new Outcome(text);
    }

    /** The class path, copied to where that user can read it. */
    private static String readableClassPath(Path directory) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = directory.resolve("classes-" + copies.size() + "-" + source.getFileName());
                copy(source, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(":", copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, file.equals(source) ? target : copy);
            }
        }
    }

    /** What container engines refuse by default, as far as it concerns sandboxes. */
    private static byte[] podFilter(Architecture architecture) {
        BpfProgram program = new BpfProgram();
        program.loadNumber();
        for (SystemCall call : List.of(
                SystemCall.MOUNT,
                SystemCall.UMOUNT2,
                SystemCall.PIVOT_ROOT,
                SystemCall.UNSHARE,
                SystemCall.SETNS,
                SystemCall.SETHOSTNAME,
                SystemCall.BPF,
                SystemCall.KEYCTL,
                SystemCall.PERF_EVENT_OPEN)) {
            program.ifEqual(call.number(architecture), ERRNO_EPERM);
        }
        program.ifEqual(SystemCall.CLONE3.number(architecture), ERRNO_ENOSYS);
        program.inspect(SystemCall.CLONE.number(architecture), 0, check -> check.ifAnyBit(NEW_NAMESPACES, ERRNO_EPERM));
        program.end(ALLOW);
        return program.bytes();
    }

    /** What runs on the other host. */
    static final class Inside {

        private static final Map<SandboxSettings, String> CORPORA = Map.of(
                SandboxSettings.of(1, FIRST_SLOT), "Warm",
                SandboxSettings.of(1, FIRST_SLOT).cold(), "Cold",
                SandboxSettings.of(1, FIRST_SLOT).with(Tier.LANDLOCK).cold(), "Landlock");

        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            for (SandboxSettings kind : List.of(
                    SandboxSettings.of(1, FIRST_SLOT),
                    SandboxSettings.of(1, FIRST_SLOT).cold(),
                    SandboxSettings.of(1, FIRST_SLOT).with(Tier.LANDLOCK).cold())) {
                if (holds(kind)) {
                    runCorpus(CORPORA.get(kind));
                    return;
                }
            }
        }

        private static boolean holds(SandboxSettings kind) throws InterruptedException {
            String name = kind.tier().code() + (kind.warm().isPresent() ? " warm" : "");
            try (Sandboxes sandboxes = Sandboxes.open(kind)) {
                IsolationReport report = sandboxes.probe();
                System.out.println(name + (report.holds() ? " holds" : " does not hold: " + report.breaches()));
                return report.holds();
            } catch (SandboxUnavailable e) {
                System.out.println(name + " does not hold: " + e.getMessage());
                return false;
            }
        }

        private static void runCorpus(String kind) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass("dev.assay.executor.judge." + kind + "HostileCorpusTest"))
                                    // An ordinary user has one user id for all sandboxes.
                                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                    .build(),
                            listener);
            var summary = listener.getSummary();
            summary.printFailuresTo(new PrintWriter(System.out), 3);
            System.out.println(kind + " corpus: " + summary.getTestsSucceededCount() + " succeeded, failed "
                    + summary.getTestsFailedCount() + " of " + summary.getTestsFoundCount());
        }
    }
}

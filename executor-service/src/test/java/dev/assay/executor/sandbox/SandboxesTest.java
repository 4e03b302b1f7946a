package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {

    private static final int KILLED_SLOT = 970;
    private static final int SLOT = 972;
    private static final List<String> MODULES = List.of("frames", "handles", "extraction", "unit_tests");
    private static final SandboxProgram CANDIDATE = new SandboxProgram("candidate", MODULES);
    private static final SandboxProgram FORKED = SandboxProgram.forking("candidate", MODULES);
    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(300), Duration.ofSeconds(300), 1L << 30);

    @Test
    @EnabledIf("isRoot")
    void a_killed_executor_leaves_nothing_running() throws Exception {
        Process executor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .inheritIO()
                .start();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> !processesOf(candidateUid(KILLED_SLOT)).isEmpty()
                        && processesOf(judgeUid(KILLED_SLOT)).size() >= 3);

        executor.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> processesOf(candidateUid(KILLED_SLOT)).isEmpty()
                        && processesOf(judgeUid(KILLED_SLOT)).isEmpty());
        Sandboxes.open(1, SLOT).close();
        assertThat(groupsOf(executor.pid()))
                .as("control groups after the next start")
                .isEmpty();
    }

    @Test
    @EnabledIf("isRoot")
    void real_root_inside_a_sandbox_is_found_out_and_refused() throws Exception {
        Sandboxes sandboxes = Sandboxes.open(SandboxSettings.of(1, SLOT), new Host(false, Cgroups.none(), false));
        try {
            IsolationReport report = sandboxes.probe();

            assertThat(report.holds()).isFalse();
            assertThat(report.breaches()).contains("kernel_uid");
        } finally {
            sandboxes.close();
        }
    }

    @Test
    void an_ended_sandbox_leaves_no_process_and_no_folder() throws Exception {
        Sandboxes sandboxes = Sandboxes.open(1, SLOT);
        Path programs = sandboxes.runtime().programs();
        Seat seat = sandboxes.slots().inOne(Slot::candidate);
        SandboxProcess process = sandboxes.start(seat, CANDIDATE, LIMITS);
        new FrameChannel(process).read(1024);

        SandboxProcess.Ending ending = process.end();

        assertThat(ending.breach()).isEmpty();
        assertThat(ending.usage().cpuMs()).isPositive();
        assertThat(seat.cgroup().map(Cgroup::processes).orElse(List.of())).isEmpty();
        sandboxes.close();
        assertThat(programs).doesNotExist();
        assertThat(groupsOf(ProcessHandle.current().pid()))
                .noneMatch(group -> group.toString().endsWith("-" + SLOT));
    }

    @Test
    void the_launcher_is_there_wherever_a_c_compiler_is(@TempDir Path home) {
        boolean compiler = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));

        assertThat(NativeLine.install(home).isPresent()).isEqualTo(compiler);
    }

    @Test
    void landlock_without_the_launcher_is_refused_with_what_to_install() {
        SandboxSettings landlock = SandboxSettings.of(1, SLOT).with(Tier.LANDLOCK);

        assertThatThrownBy(() -> Sandboxes.open(landlock, new Host(false, Cgroups.none(), false)))
                .isInstanceOf(SandboxUnavailable.class)
                .hasMessageContaining("gcc");
    }

    @Test
    void who_works_alone_waits_for_the_others_and_holds_them_off() throws Exception {
        SlotPool pool = new SlotPool(List.of(new Slot(0, null, null), new Slot(1, null, null)));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Integer> first = threads.submit(() -> pool.inOne(slot -> {
                entered.countDown();
                leave.await();
                return slot.number();
            }));
            entered.await();
            Future<Boolean> alone = threads.submit(() -> pool.alone(slot -> first.isDone() || leave.getCount() == 0));
            assertThat(alone.isDone()).isFalse();
            leave.countDown();
            assertThat(alone.get()).isTrue();
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** An executor that waits inside a sandbox until it is killed. */
    static final class Waiting {

        private Waiting() {}

        public static void main(String[] arguments) throws Exception {
            Sandboxes sandboxes = Sandboxes.open(1, KILLED_SLOT);
            sandboxes.slots().inOne(slot -> {
                sandboxes.start(slot.judge(), FORKED, LIMITS);
                SandboxProcess process = sandboxes.start(slot.candidate(), CANDIDATE, LIMITS);
                process.waitFor(Duration.ofMinutes(5).toMillis());
                return process.end();
            });
        }
    }

    private static String judgeUid(int slot) {
        return Integer.toString(61_000 + 2 * slot);
    }

    private static String candidateUid(int slot) {
        return Integer.toString(61_000 + 2 * slot + 1);
    }

    private static List<Long> processesOf(String uid) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> hasUid(process, uid))
                .toList();
    }

    /** A zombie, which waits for the host's first process to notice, is not running. */
    private static boolean hasUid(long process, String uid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
            return status.stream().anyMatch(line -> line.matches("Uid:\\s+" + uid + "\\s.*"))
                    && status.stream().noneMatch(line -> line.startsWith("State:\tZ"));
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<Path> groupsOf(long process) {
        try (Stream<Path> groups = Files.find(
                Path.of("/sys/fs/cgroup"),
                8,
                (path, attributes) -> path.getFileName().toString().startsWith("assay-" + process + "-"))) {
            return groups.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

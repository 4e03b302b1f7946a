package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isWritable")
class CgroupV2Test {

    @Test
    void the_time_of_its_processes_is_counted_and_they_can_be_ended() throws Exception {
        CgroupV2 group =
                CgroupV2.create(root(), "assay-" + ProcessHandle.current().pid() + "-test");
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", "echo $$ >" + group.joinFiles().getFirst() + "; while :; do :; done")
                .start();
        try {
            await().until(() -> !group.processes().isEmpty() && group.cpuMs() > 0);
            group.reset(1L << 30, 0);
            await().until(() -> group.cpuMs() > 20);

            assertThat(group.memoryExhausted()).isFalse();
            group.endAll();

            await().until(() -> group.processes().isEmpty());
        } finally {
            process.destroyForcibly().waitFor();
            group.remove();
        }
        assertThat(group.joinFiles().getFirst()).doesNotExist();
    }

    static boolean isWritable() {
        return root() != null && Files.isWritable(root());
    }

    private static Path root() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(mount -> mount[2].equals("cgroup2"))
                    .map(mount -> Path.of(mount[1]))
                    .findFirst()
                    .orElse(null);
        } catch (java.io.IOException e) {
            return null;
        }
    }
}

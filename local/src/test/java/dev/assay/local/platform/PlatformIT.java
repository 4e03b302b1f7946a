package dev.assay.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.Phase;
import dev.assay.local.state.StateFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path home;

    @Test
    void stores_start_survive_a_kill_and_stop_without_a_trace() throws Exception {
        List<ProcessIdentity> processes;
        try (Platform platform =
                Platform.started(PlatformOptions.forTest(ROOT, home).withServices())) {
            long kafka = platform.pid("kafka");
            platform.kill("kafka");
            platform.kill("postgres");
            platform.awaitReady("kafka", PATIENCE);
            platform.awaitReady("postgres", PATIENCE);

            assertThat(platform.pid("kafka")).isNotEqualTo(kafka);
            assertThat(platform.state().phase()).isEqualTo(Phase.READY);
            assertThat(topics(platform)).contains("assay.generate", "assay.finished.dlq");
            assertThat(DriverManager.drivers()).isNotEmpty();
            processes = platform.state().components().stream()
                    .flatMap(component -> component.process().stream())
                    .toList();
            assertThat(processes).hasSize(2).allMatch(ProcessIdentity::isAlive);
        }

        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
        assertThat(new StateFile(home.resolve("state.json")).read()).isEmpty();
    }

    private static java.util.Set<String> topics(Platform platform) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }
}

package dev.assay.deploy.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.deploy.render.DeployFolder;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeccompProfileTest {

    private static JsonNode profile() throws IOException {
        return new ObjectMapper()
                .readTree(DeployFolder.original()
                        .resolve("seccomp/assay-sandbox.json")
                        .toFile());
    }

    private static Set<String> allowed() throws IOException {
        Set<String> names = new TreeSet<>();
        profile().path("syscalls").forEach(rule -> {
            assertThat(rule.path("action").asText()).isEqualTo("SCMP_ACT_ALLOW");
            rule.path("names").forEach(name -> names.add(name.asText()));
        });
        return names;
    }

    @Test
    void what_is_not_named_is_refused() throws IOException {
        assertThat(profile().path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
    }

    @Test
    void namespaces_can_be_made() throws IOException {
        assertThat(allowed())
                .contains("clone", "clone3", "unshare", "setns", "mount", "umount2", "pivot_root", "sethostname");
    }

    @Test
    void what_runtimes_refuse_by_default_stays_refused() throws IOException {
        assertThat(allowed())
                .doesNotContain(
                        "add_key",
                        "bpf",
                        "delete_module",
                        "finit_module",
                        "init_module",
                        "io_uring_setup",
                        "kexec_load",
                        "keyctl",
                        "move_mount",
                        "open_by_handle_at",
                        "open_tree",
                        "perf_event_open",
                        "process_vm_readv",
                        "process_vm_writev",
                        "reboot",
                        "request_key",
                        "swapon",
                        "syslog",
                        "userfaultfd");
    }
}

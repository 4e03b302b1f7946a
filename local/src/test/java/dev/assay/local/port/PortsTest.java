package dev.assay.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.local.LocalProblem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void ports_follow_each_other_from_7070() {
        Ports ports = Ports.from(Map.of());

        assertThat(ports.of(Port.EXPERIMENT)).isEqualTo(7070);
        assertThat(ports.of(Port.POSTGRES)).isEqualTo(7078);
        assertThat(ports.url(Port.MODEL)).isEqualTo("http://127.0.0.1:7075");
    }

    @Test
    void the_base_moves_all_and_a_variable_moves_one() {
        Ports ports = Ports.from(Map.of("ASSAY_PORT_BASE", "9000", "ASSAY_PORT_KAFKA", "9092"));

        assertThat(ports.of(Port.DATASET)).isEqualTo(9001);
        assertThat(ports.of(Port.KAFKA)).isEqualTo(9092);
    }

    @Test
    void what_is_no_port_is_named() {
        assertThatThrownBy(() -> Ports.from(Map.of("ASSAY_PORT_LLM", "http")))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContaining("ASSAY_PORT_LLM=http");
        assertThatThrownBy(() -> Ports.from(Map.of("ASSAY_PORT_BASE", "65530")))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContaining("65527");
    }

    @Test
    void two_parts_cannot_have_one_port() {
        assertThatThrownBy(() -> Ports.from(Map.of("ASSAY_PORT_SCORER", "7070")))
                .isInstanceOf(LocalProblem.class)
                .hasMessageContaining("ASSAY_PORT_SCORER");
    }

    @Test
    void only_a_wanted_port_that_is_taken_is_a_problem() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket taken = new ServerSocket(ports.of(Port.KAFKA), 1, InetAddress.getLoopbackAddress())) {
            ports.requireFree(Set.of(Port.MODEL));

            assertThatThrownBy(() -> ports.requireFree(Set.of(Port.KAFKA)))
                    .isInstanceOf(LocalProblem.class)
                    .hasMessageContainingAll("port " + taken.getLocalPort(), "kafka", "ASSAY_PORT_KAFKA");
        }
    }
}

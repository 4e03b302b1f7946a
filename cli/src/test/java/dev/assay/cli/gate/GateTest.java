package dev.assay.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Difference;
import dev.assay.contracts.comparison.Comparison.Rate;
import dev.assay.contracts.comparison.Comparison.Side;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class GateTest {

    @Test
    void only_a_significant_regression_fails() {
        assertThat(Gate.of(comparison(-0.2, true), Optional.empty()).passed()).isFalse();
        assertThat(Gate.of(comparison(-0.2, false), Optional.empty()).passed()).isTrue();
        assertThat(Gate.of(comparison(0.2, true), Optional.empty()).passed()).isTrue();
    }

    @Test
    void below_the_floor_fails_and_on_it_passes() {
        Comparison alone = new Comparison(List.of(side("b")), List.of());

        assertThat(Gate.of(alone, Optional.of(70.0)).passed()).isTrue();
        assertThat(Gate.of(alone, Optional.of(70.1)).passed()).isFalse();
    }

    @Test
    void the_files_are_well_formed_whatever_a_problem_is_called() throws Exception {
        Gate gate = Gate.of(comparison(-0.2, true), Optional.of(50.0));

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(GateFiles.junit(gate).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("a <b> & \"c\"");
        assertThat(GateFiles.markdown(gate))
                .contains("b: failed")
                .contains("| success rate | passed |")
                .contains("Worse on 1: x\\|&lt;script>");
    }

    private static Comparison comparison(double difference, boolean significant) {
        return new Comparison(
                List.of(side("a"), side("b")),
                List.of(new Difference(
                        "a",
                        "b",
                        10,
                        0,
                        0,
                        difference,
                        -1,
                        1,
                        "mcnemar_exact",
                        0.01,
                        0.01,
                        0.01,
                        significant,
                        List.of(),
                        List.of("x|<script>"),
                        0,
                        Optional.empty(),
                        "a <b> & \"c\" \u0001")));
    }

    private static Side side(String name) {
        return new Side(
                name,
                "run",
                "experiment",
                10,
                10,
                0,
                Optional.of(new Rate(0.7, 0.4, 0.9, "wilson")),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}

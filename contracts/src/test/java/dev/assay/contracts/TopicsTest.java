package dev.assay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void every_topic_is_declared_once_with_its_dead_letters() {
        Map<String, Integer> partitions =
                Topics.all().stream().collect(Collectors.toMap(Topics.Topic::name, Topics.Topic::partitions));

        assertThat(partitions)
                .containsOnly(
                        Map.entry("assay.generate", 24),
                        Map.entry("assay.generated", 24),
                        Map.entry("assay.executed", 12),
                        Map.entry("assay.finished", 12),
                        Map.entry("assay.check", 12),
                        Map.entry("assay.checked", 12),
                        Map.entry("assay.generate.dlq", 1),
                        Map.entry("assay.generated.dlq", 1),
                        Map.entry("assay.executed.dlq", 1),
                        Map.entry("assay.finished.dlq", 1),
                        Map.entry("assay.check.dlq", 1),
                        Map.entry("assay.checked.dlq", 1));
    }
}

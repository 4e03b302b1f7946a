package dev.assay.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.ModelSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InferenceQueueTest {

    @Test
    void a_request_beyond_the_length_of_the_line_is_refused_until_one_is_done() throws Exception {
        InferenceQueue queue = new InferenceQueue(settings(1));
        InferenceQueue.Place served = queue.take();
        served.await();
        InferenceQueue.Place waiting = queue.take();

        assertThatThrownBy(queue::take).isInstanceOf(QueueFullException.class).hasMessageContaining("1 requests");

        served.close();
        waiting.await();
        assertThat(queue.take()).isNotNull();
    }

    private static ModelSettings settings(int queueLength) {
        return new ModelSettings() {
            @Override
            public Optional<Path> file() {
                return Optional.empty();
            }

            @Override
            public Optional<String> name() {
                return Optional.empty();
            }

            @Override
            public Optional<Integer> contextTokens() {
                return Optional.empty();
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public int queueLength() {
                return queueLength;
            }
        };
    }
}

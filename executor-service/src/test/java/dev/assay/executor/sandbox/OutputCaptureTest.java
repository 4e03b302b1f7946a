package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {

    private final OutputCapture capture = new OutputCapture();

    @Test
    void a_short_output_is_kept_whole() {
        add("one\n");
        add("two\n");

        assertThat(capture.text()).isEqualTo("one\ntwo\n");
        assertThat(capture.isClipped()).isFalse();
        assertThat(capture.totalBytes()).isEqualTo(8);
    }

    @Test
    void an_output_of_exactly_the_room_is_kept_whole() {
        add("x".repeat(64 * 1024));

        assertThat(capture.text()).hasSize(64 * 1024);
        assertThat(capture.isClipped()).isFalse();
    }

    @Test
    void of_a_long_output_the_first_and_the_last_part_are_kept() {
        add("begin");
        for (int i = 0; i < 1000; i++) {
            add("0123456789".repeat(100));
        }
        add("end");

        assertThat(capture.text())
                .startsWith("begin0123")
                .endsWith("789end")
                .contains("… " + (1_000_008 - 65_536) + " bytes left out …")
                .hasSizeLessThan(66_000);
        assertThat(capture.isClipped()).isTrue();
        assertThat(capture.totalBytes()).isEqualTo(1_000_008);
    }

    @Test
    void after_it_is_closed_output_is_counted_and_not_kept() {
        add("visible");
        capture.close();
        add("secret");

        assertThat(capture.text()).isEqualTo("visible");
        assertThat(capture.totalBytes()).isEqualTo(13);
    }

    @Test
    void what_is_no_text_becomes_replacement_characters() {
        byte[] bytes = {'a', 0, (byte) 0xFF, 'b'};
        capture.add(bytes, bytes.length);

        assertThat(capture.text()).isEqualTo("a\uFFFD\uFFFDb");
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        capture.add(bytes, bytes.length);
    }
}

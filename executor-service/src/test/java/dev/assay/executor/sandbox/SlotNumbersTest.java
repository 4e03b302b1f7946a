package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotNumbersTest {

    @TempDir
    private Path folder;

    @Test
    void two_executors_of_a_host_have_different_numbers() {
        try (SlotNumbers first = SlotNumbers.take(folder, 2, 0);
                SlotNumbers second = SlotNumbers.take(folder, 3, 1)) {
            assertThat(first.numbers()).containsExactly(0, 1);
            assertThat(second.numbers()).containsExactly(2, 3, 4);
        }
        try (SlotNumbers third = SlotNumbers.take(folder, 2, 0)) {
            assertThat(third.numbers()).containsExactly(0, 1);
        }
    }

    @Test
    void a_number_that_another_process_holds_is_free_when_that_was_killed() throws Exception {
        Process other = LockHolder.hold(folder.resolve("assay-slot-0.lock"));
        try (SlotNumbers taken = SlotNumbers.take(folder, 1, 0)) {
            assertThat(taken.numbers()).containsExactly(1);
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (SlotNumbers taken = SlotNumbers.take(folder, 1, 0)) {
            assertThat(taken.numbers()).containsExactly(0);
        }
    }

    @Test
    void a_link_in_place_of_a_lock_is_passed_over() throws Exception {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(folder.resolve("assay-slot-0.lock"), target);

        try (SlotNumbers taken = SlotNumbers.take(folder, 1, 0)) {
            assertThat(taken.numbers()).containsExactly(1);
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void where_too_few_are_free_it_is_said_and_none_is_kept() {
        assertThatThrownBy(() -> SlotNumbers.take(folder, 5, 1_998))
                .isInstanceOf(SandboxUnavailable.class)
                .hasMessageContaining("no 5 slots from number 1998");
        SlotNumbers.take(folder, 2, 1_998).close();
    }
}

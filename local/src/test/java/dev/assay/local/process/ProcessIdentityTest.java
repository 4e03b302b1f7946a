package dev.assay.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void a_process_is_itself_and_alive() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(self.isAlive()).isTrue();
        assertThat(self.residentBytes()).isPositive();
    }

    @Test
    void another_process_with_the_same_number_is_another_process() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(new ProcessIdentity(self.pid(), self.startTicks() - 1, self.bootId()).isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(self.pid(), self.startTicks(), "before the machine was booted").isAlive())
                .isFalse();
    }

    @Test
    void a_killed_process_is_gone_although_nobody_asked_for_its_exit_code() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "600").start();
        ProcessIdentity identity = ProcessIdentity.of(sleeper.pid()).orElseThrow();

        Signals.kill(identity);

        assertThat(Signals.awaitEnd(List.of(identity), Duration.ofSeconds(30))).isTrue();
        assertThat(identity.isAlive()).isFalse();
        assertThat(identity.residentBytes()).isZero();
    }

    @Test
    void a_process_that_is_gone_gets_no_signal_meant_for_it() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        Signals.kill(new ProcessIdentity(self.pid(), self.startTicks() - 1, self.bootId()));

        assertThat(self.isAlive()).isTrue();
    }
}

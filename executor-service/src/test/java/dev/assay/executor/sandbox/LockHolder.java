package dev.assay.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that holds the lock of a file until it is ended. */
final class LockHolder {

    private static final String HOLD =
            "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True);"
                    + " time.sleep(600)";

    private LockHolder() {}

    static Process hold(Path lock) throws IOException {
        Process owner = new ProcessBuilder("python3", "-c", HOLD, lock.toString()).start();
        assertThat(owner.inputReader().readLine()).isEqualTo("held");
        return owner;
    }
}

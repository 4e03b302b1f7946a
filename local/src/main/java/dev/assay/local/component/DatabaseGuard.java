package dev.assay.local.component;

import dev.assay.local.process.ProcessIdentity;
import java.io.IOException;

/**
 * A small process that stops PostgreSQL when we are gone without having done so: PostgreSQL itself does not notice. It
 * leaves the services time to write down what they have.
 */
final class DatabaseGuard {

    private static final String SCRIPT = """
            cat >/dev/null
            waited=0
            while [ $waited -lt 25 ] && [ -e /proc/$1 ]; do sleep 1; waited=$((waited + 1)); done
            [ "$(cut -d' ' -f22 /proc/$1/stat 2>/dev/null)" = "$2" ] && kill -INT $1
            """;

    private final Process process;

    private DatabaseGuard(Process process) {
        this.process = process;
    }

    static DatabaseGuard over(ProcessIdentity postmaster) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "assay-database-guard",
                        Long.toString(postmaster.pid()),
                        Long.toString(postmaster.startTicks()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        return new DatabaseGuard(builder.start());
    }

    void dismiss() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

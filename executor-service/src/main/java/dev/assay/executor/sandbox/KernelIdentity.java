package dev.assay.executor.sandbox;

import dev.assay.executor.sandbox.IsolationReport.Attack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A process' user ids and powers as the host's kernel has them, whatever they are called inside a namespace. */
record KernelIdentity(Map<String, String> status) {

    private static final long NO_CAPABILITIES = 0;

    static KernelIdentity of(long process) {
        Path file = Path.of("/proc", Long.toString(process), "status");
        try (var lines = Files.lines(file)) {
            return new KernelIdentity(lines.map(line -> line.split(":\\s*", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the sandboxed process", e);
        }
    }

    /** The findings; with {@code uid} the process must have that id in every form, without it any but root's. */
    List<Attack> check(Optional<Integer> uid) {
        String ids = status.get("Uid");
        List<String> forms = List.of(ids.split("\\s+"));
        boolean own = uid.map(id -> forms.stream().allMatch(Integer.toString(id)::equals))
                .orElse(!forms.contains("0"));
        return List.of(
                new Attack("kernel_uid", own, "Uid " + ids),
                new Attack(
                        "new_privileges",
                        "1".equals(status.get("NoNewPrivs")),
                        "NoNewPrivs " + status.get("NoNewPrivs")),
                new Attack("system_call_filter", "2".equals(status.get("Seccomp")), "Seccomp " + status.get("Seccomp")),
                new Attack(
                        "capabilities",
                        Long.parseUnsignedLong(status.get("CapEff"), 16) == NO_CAPABILITIES,
                        "CapEff " + status.get("CapEff")));
    }
}

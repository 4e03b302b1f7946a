package dev.assay.executor.language;

import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.ProgramRunner;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Sandboxes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which runtimes work here. A runtime's programs are resolved to files without links, once, and asked for their version
 * in a sandbox: what does not answer there is not available. One that is missing is looked for again when it is asked
 * for.
 */
public final class Runtimes {

    private static final SandboxLimits PROBE_LIMITS =
            new SandboxLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 1L << 30);
    private static final Path VISIBLE = Path.of("/usr");
    private static final int LONGEST_PROBLEM = 300;

    private final RuntimeCatalog catalog;
    private final Supplier<Sandboxes> sandboxes;
    private final Map<String, InstalledRuntime> installed = new ConcurrentHashMap<>();

    /** @param sandboxes asked each time: there may be none yet */
    public Runtimes(RuntimeCatalog catalog, Supplier<Sandboxes> sandboxes) {
        this.catalog = catalog;
        this.sandboxes = sandboxes;
    }

    /** Every runtime that is described, whether it is there or not. */
    public List<RuntimeState> all() throws InterruptedException {
        List<RuntimeState> states = new ArrayList<>();
        for (Runtime runtime : catalog.all()) {
            states.add(state(runtime));
        }
        return states;
    }

    /** The ids there are. */
    public List<String> ids() {
        return catalog.all().stream().map(Runtime::id).toList();
    }

    /** Whether a runtime of that id or alias is described. */
    public boolean isKnown(String language) {
        return catalog.find(language).isPresent();
    }

    /** The runtime of that id or alias; throws {@link RuntimeMissing} where it does not work here. */
    public InstalledRuntime require(String language) throws InterruptedException {
        Runtime runtime = catalog.find(language)
                .orElseThrow(() -> new RuntimeMissing("no runtime is called " + language + "; there are "
                        + String.join(", ", ids()) + "; add one with assay.executor.runtimes"));
        InstalledRuntime known = installed.get(runtime.id());
        if (known != null) {
            return known;
        }
        InstalledRuntime found = find(runtime);
        installed.put(runtime.id(), found);
        return found;
    }

    private RuntimeState state(Runtime runtime) throws InterruptedException {
        try {
            String version = require(runtime.id()).version();
            return new RuntimeState(
                    runtime.id(), runtime.aliases(), true, Optional.of(version), Optional.empty(), runtime.install());
        } catch (RuntimeMissing e) {
            return new RuntimeState(
                    runtime.id(),
                    runtime.aliases(),
                    false,
                    Optional.empty(),
                    Optional.of(e.getMessage()),
                    runtime.install());
        }
    }

    private InstalledRuntime find(Runtime runtime) throws InterruptedException {
        Map<String, Path> programs = new HashMap<>();
        for (Map.Entry<String, List<String>> program : runtime.programs().entrySet()) {
            programs.put(
                    program.getKey(),
                    resolve(program.getValue())
                            .orElseThrow(() -> missing(
                                    runtime,
                                    "has no " + program.getKey() + " at " + String.join(", ", program.getValue()))));
        }
        List<Path> readOnly =
                runtime.readOnly().stream().flatMap(one -> expand(one).stream()).toList();
        Map<String, byte[]> files = new HashMap<>();
        runtime.files().forEach((path, resource) -> files.put(path, resource(runtime, resource)));
        InstalledRuntime unproven = new InstalledRuntime(runtime, programs, readOnly, files, "");
        return new InstalledRuntime(runtime, programs, readOnly, files, version(unproven));
    }

    private String version(InstalledRuntime unproven) throws InterruptedException {
        Runtime runtime = unproven.runtime();
        Sandboxes open = sandboxes.get();
        ProgramOrder order = new ProgramOrder(
                unproven.command(runtime.version(), PROBE_LIMITS.memoryBytes()),
                runtime.environment(),
                List.of(),
                new byte[0],
                List.of(),
                runtime.addressSpace(),
                unproven.readOnly(),
                PROBE_LIMITS);
        ProgramEnd end = open.slots().inOne(slot -> new ProgramRunner(open).run(slot.candidate(), order));
        String said = (end.standardOutput().text() + end.standardError().text()).strip();
        if (!end.succeeded() || said.isEmpty()) {
            String shown = said.length() > LONGEST_PROBLEM ? said.substring(0, LONGEST_PROBLEM) + "…" : said;
            throw missing(runtime, "does not work in a sandbox: " + shown);
        }
        return said.lines().findFirst().orElseThrow().strip();
    }

    private static RuntimeMissing missing(Runtime runtime, String what) {
        return new RuntimeMissing(runtime.id() + " " + what + "; install it: " + runtime.install());
    }

    /** The first that exists and that a sandbox can see; the file itself, not a link to it. */
    private static Optional<Path> resolve(List<String> candidates) {
        for (String candidate : candidates) {
            for (Path path : expand(candidate)) {
                try {
                    Path real = path.toRealPath();
                    if (Files.isRegularFile(real) && real.startsWith(VISIBLE)) {
                        return Optional.of(real);
                    }
                } catch (IOException e) {
                    // A link to nowhere: the next one.
                }
            }
        }
        return Optional.empty();
    }

    /** The paths that exist; one name of {@code pattern} may have a {@code *}. */
    private static List<Path> expand(String pattern) {
        Path path = Path.of(pattern);
        if (!pattern.contains("*")) {
            return Files.exists(path) ? List.of(path) : List.of();
        }
        Path root = path.getRoot();
        for (int i = 0; i < path.getNameCount(); i++) {
            String name = path.getName(i).toString();
            if (name.contains("*")) {
                Path rest = i + 1 < path.getNameCount() ? path.subpath(i + 1, path.getNameCount()) : Path.of("");
                return list(root, name).stream()
                        .map(one -> one.resolve(rest))
                        .filter(Files::exists)
                        .toList();
            }
            root = root.resolve(name);
        }
        return List.of();
    }

    private static List<Path> list(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + folder, e);
            }
        }
        return found.stream().sorted(java.util.Comparator.reverseOrder()).toList();
    }

    private static byte[] resource(Runtime runtime, String name) {
        try (InputStream in = Runtimes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw missing(runtime, "names the file " + name + ", which the executor does not have");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

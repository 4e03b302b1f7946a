package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds out which control groups this process may make, on hosts with version 1, version 2 or both. */
final class Cgroups {

    private static final Logger LOG = Logger.getLogger(Cgroups.class);
    private static final String PREFIX = "assay-";
    private static final List<String> CONTROLLERS = List.of("cpuacct", "memory", "pids");

    private final Map<String, Path> v1 = new HashMap<>();
    private Optional<Path> v2 = Optional.empty();

    private Cgroups() {}

    /** A host on which no group can be made. */
    static Cgroups none() {
        return new Cgroups();
    }

    /** Looks at the control groups that this process is in, and clears away what an earlier executor left there. */
    static Cgroups find() {
        Cgroups groups = new Cgroups();
        try {
            Map<String, Path> mounts = mounts();
            for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                groups.consider(line.split(":", 3), mounts);
            }
            groups.v2.ifPresent(Cgroups::delegate);
            groups.clearLeftovers();
        } catch (IOException e) {
            LOG.infof("no control groups: %s", e.getMessage());
        }
        return groups;
    }

    /** A new group for a seat, or nothing where none can be made: then processes are counted one by one. */
    Optional<Cgroup> create(String seat) {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + seat;
        try {
            if (v1.keySet().containsAll(CONTROLLERS)) {
                return Optional.of(CgroupV1.create(v1.get("cpuacct"), v1.get("memory"), v1.get("pids"), name));
            }
            if (v2.isPresent()) {
                return Optional.of(CgroupV2.create(v2.get(), name));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.infof("no control group for %s: %s", seat, e.getMessage());
        }
        return Optional.empty();
    }

    private void consider(String[] membership, Map<String, Path> mounts) {
        String controllers = membership[1];
        String path = membership[2].substring(1);
        if (controllers.isEmpty()) {
            v2 = Optional.ofNullable(mounts.get("")).map(root -> existing(root, path));
            return;
        }
        for (String controller : controllers.split(",")) {
            if (CONTROLLERS.contains(controller) && mounts.containsKey(controller)) {
                v1.put(controller, existing(mounts.get(controller), path));
            }
        }
    }

    /** In a container the path is often the host's, and the mount shows the own group as its root. */
    private static Path existing(Path root, String path) {
        Path own = root.resolve(path);
        return Files.isDirectory(own) ? own : root;
    }

    /** Where each controller is mounted; version 2 under the empty name. */
    private static Map<String, Path> mounts() throws IOException {
        Map<String, Path> mounts = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String[] parts = line.split(" ");
            if (parts[2].equals("cgroup2")) {
                mounts.put("", Path.of(parts[1]));
            } else if (parts[2].equals("cgroup")) {
                for (String option : parts[3].split(",")) {
                    mounts.put(option, Path.of(parts[1]));
                }
            }
        }
        return mounts;
    }

    /**
     * Hands the controllers on to groups below. Version 2 allows that only in a group without processes, so this process
     * moves to a group of its own first; where that is not allowed, CPU time is still counted.
     */
    private static void delegate(Path own) {
        try {
            String available = Files.readString(own.resolve("cgroup.controllers"));
            if (!available.contains("memory")) {
                return;
            }
            Path self = own.resolve(PREFIX + ProcessHandle.current().pid() + "-service");
            Files.createDirectories(self);
            Cgroup.write(self.resolve("cgroup.procs"), ProcessHandle.current().pid());
            Files.writeString(own.resolve("cgroup.subtree_control"), "+memory +pids");
        } catch (IOException | UncheckedIOException e) {
            LOG.infof("control groups without memory limits: %s", e.getMessage());
        }
    }

    private void clearLeftovers() throws IOException {
        for (Path directory : Stream.concat(v1.values().stream(), v2.stream()).toList()) {
            try (Stream<Path> groups = Files.list(directory)) {
                groups.filter(Cgroups::isLeftover).forEach(Cgroups::clear);
            }
        }
    }

    private static boolean isLeftover(Path group) {
        String[] parts = group.getFileName().toString().split("-");
        if (!group.getFileName().toString().startsWith(PREFIX) || !parts[1].matches("\\d+")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }

    private static void clear(Path group) {
        try {
            for (long process : Cgroup.ids(group.resolve("cgroup.procs"))) {
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
            }
            Files.delete(group);
        } catch (IOException | UncheckedIOException e) {
            LOG.infof("left the control group %s: %s", group, e.getMessage());
        }
    }
}

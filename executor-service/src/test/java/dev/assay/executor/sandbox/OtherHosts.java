package dev.assay.executor.sandbox;

/** Sandboxes as they are on other hosts than this one, for tests of other packages. */
public final class OtherHosts {

    private OtherHosts() {}

    /** A host on which no control group can be made. */
    public static Sandboxes withoutCgroups(int slots, int firstSlot) {
        Host host = new Host(Host.find().dropsUid(), Cgroups.none(), true);
        return Sandboxes.open(SandboxSettings.of(slots, firstSlot), host);
    }

    /** A host without a C compiler: everything starts through the shell, and nothing is forked. */
    public static Sandboxes withoutLauncher(int slots, int firstSlot) {
        Host host = new Host(Host.find().dropsUid(), Cgroups.find(), false);
        return Sandboxes.open(SandboxSettings.of(slots, firstSlot), host);
    }
}

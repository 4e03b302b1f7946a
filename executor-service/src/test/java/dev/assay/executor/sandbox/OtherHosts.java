package dev.assay.executor.sandbox;

/** Sandboxes as they are on other hosts than this one, for tests of other packages. */
public final class OtherHosts {

    private OtherHosts() {}

    /** A host on which no control group can be made. */
    public static Sandboxes withoutCgroups(int slots, int firstSlot) {
        return Sandboxes.open(slots, firstSlot, "root".equals(System.getProperty("user.name")), Cgroups.none());
    }
}

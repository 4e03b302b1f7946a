package dev.assay.executor.sandbox;

/** A processor architecture that the system call filter knows, with its audit code and its system call numbers. */
enum Architecture {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    private final int auditCode;

    Architecture(int auditCode) {
        this.auditCode = auditCode;
    }

    /** AUDIT_ARCH_… of {@code linux/audit.h}. */
    int auditCode() {
        return auditCode;
    }

    /** The architecture of this machine; throws {@link SandboxUnavailable} where the filter does not know it. */
    static Architecture current() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                throw new SandboxUnavailable(
                        "no system call filter for processor " + name + "; run the executor on x86_64 or aarch64");
        };
    }
}

package dev.assay.cli.failure;

/** A command that ends early: one line for the person, and the exit code. */
public final class Failure extends RuntimeException {

    /** What kind of end it is; the exit codes of every command. */
    public enum Kind {
        /** What was asked for was done and came out badly: a gate, a run. */
        FAILED(1),
        /** The command line, a file or a value is wrong. */
        USAGE(2),
        /** The platform, the model server or the disk does not do its part. */
        INFRASTRUCTURE(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public Failure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static Failure usage(String message) {
        return new Failure(Kind.USAGE, message);
    }

    public static Failure infrastructure(String message) {
        return new Failure(Kind.INFRASTRUCTURE, message);
    }

    public Kind kind() {
        return kind;
    }
}

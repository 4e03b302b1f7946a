package dev.assay.executor.runner;

import dev.assay.executor.sandbox.SandboxUnavailable;

/** The runner is not there, or went while it worked: what it was asked can be asked again of the next one. */
public final class RunnerGone extends SandboxUnavailable {

    RunnerGone(String message, Throwable cause) {
        super(message, cause);
    }
}

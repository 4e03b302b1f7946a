package dev.assay.local.command;

import dev.assay.local.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.Map;

/** The installation and the environment that this program was called with. */
final class Here {

    /** Set by the script {@code assay}. */
    private static final String ROOT_VARIABLE = "ASSAY_ROOT";

    private Here() {}

    static PlatformOptions options() {
        Map<String, String> environment = System.getenv();
        return PlatformOptions.from(root(), environment);
    }

    static Path root() {
        return Path.of(System.getenv().getOrDefault(ROOT_VARIABLE, "")).toAbsolutePath();
    }
}

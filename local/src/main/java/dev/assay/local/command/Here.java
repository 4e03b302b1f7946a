package dev.assay.local.command;

import dev.assay.local.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.List;
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

    /** With only the services named, or all where none is. */
    static PlatformOptions options(List<String> services) {
        return services.isEmpty() ? options() : options().withServices(services.toArray(String[]::new));
    }

    static Path root() {
        return Path.of(System.getenv().getOrDefault(ROOT_VARIABLE, "")).toAbsolutePath();
    }
}

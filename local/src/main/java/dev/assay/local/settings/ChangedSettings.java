package dev.assay.local.settings;

import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.service.Service;
import dev.assay.local.service.ServiceEnvironment;
import dev.assay.local.service.Services;
import dev.assay.local.state.PlatformState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person's environment says now that the running services do not know yet, such as a key that was set after the
 * start. What the environment no longer says is left as it is: another terminal need not have it.
 */
public record ChangedSettings(Map<String, Map<String, String>> byService) {

    public ChangedSettings {
        byService = Map.copyOf(byService);
    }

    public static ChangedSettings between(Map<String, String> person, PlatformState running) {
        Map<String, Map<String, String>> changes = new TreeMap<>();
        for (Service service : Services.all()) {
            running.component(service.name())
                    .flatMap(component -> component.process())
                    .flatMap(ChangedSettings::environment)
                    .map(known -> changed(ServiceEnvironment.settings(person, service), known))
                    .filter(changed -> !changed.isEmpty())
                    .ifPresent(changed -> changes.put(service.name(), changed));
        }
        return new ChangedSettings(changes);
    }

    public boolean isEmpty() {
        return byService.isEmpty();
    }

    private static Map<String, String> changed(Map<String, String> wanted, Map<String, String> known) {
        Map<String, String> changed = new TreeMap<>(wanted);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(known.get(entry.getKey())));
        return changed;
    }

    /** What a process was started with; empty where it cannot be read. */
    private static Optional<Map<String, String>> environment(ProcessIdentity process) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            Map<String, String> environment = new HashMap<>();
            for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    environment.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return Optional.of(environment);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

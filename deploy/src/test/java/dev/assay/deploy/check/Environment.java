package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Set;
import java.util.TreeSet;

/** The variables that a container is started with. */
final class Environment {

    private Environment() {}

    static Set<String> names(Container container, Resources resources, SecretKeys secrets) {
        Set<String> names = new TreeSet<>();
        container.getEnv().stream().map(EnvVar::getName).forEach(names::add);
        for (EnvFromSource source : container.getEnvFrom()) {
            if (source.getConfigMapRef() != null) {
                resources
                        .find(ConfigMap.class, source.getConfigMapRef().getName())
                        .ifPresent(map -> names.addAll(map.getData().keySet()));
            }
            if (source.getSecretRef() != null) {
                names.addAll(secrets.keysOf(source.getSecretRef().getName()));
            }
        }
        return names;
    }
}

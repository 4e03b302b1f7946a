package dev.assay.deploy.check;

import dev.assay.deploy.model.CloudNativePg;
import dev.assay.deploy.model.Keda;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names: Secrets and their keys, ConfigMaps, ServiceAccounts and volumes that something refers to are there. */
final class ReferenceCheck implements Check {

    private final List<Path> secretLists;

    ReferenceCheck(List<Path> secretLists) {
        this.secretLists = secretLists;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        SecretKeys secrets = SecretKeys.of(resources, secretLists);
        for (Workload workload : resources.workloads()) {
            for (Container container : workload.containers()) {
                variables(workload, container, resources, secrets, findings);
                mounts(workload, container, resources, findings);
            }
            volumes(workload, resources, secrets, findings);
            String account = workload.template().getSpec().getServiceAccountName();
            if (account == null || resources.find(ServiceAccount.class, account).isEmpty()) {
                findings.add(workload + ": there is no ServiceAccount " + account);
            }
        }
        operators(resources, secrets, findings);
        return findings;
    }

    private static void variables(
            Workload workload, Container container, Resources resources, SecretKeys secrets, List<String> findings) {
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
                boolean optional = Boolean.TRUE.equals(key.getOptional()) && !secrets.has(key.getName());
                if (!optional) {
                    require(workload.at(container), key.getName(), key.getKey(), secrets, findings);
                }
            }
        }
        container.getEnvFrom().forEach(source -> {
            if (source.getSecretRef() != null
                    && !secrets.has(source.getSecretRef().getName())) {
                findings.add(workload.at(container) + ": there is no Secret "
                        + source.getSecretRef().getName());
            }
            if (source.getConfigMapRef() != null
                    && resources
                            .find(ConfigMap.class, source.getConfigMapRef().getName())
                            .isEmpty()) {
                findings.add(workload.at(container) + ": there is no ConfigMap "
                        + source.getConfigMapRef().getName());
            }
        });
    }

    private static void mounts(Workload workload, Container container, Resources resources, List<String> findings) {
        Set<String> volumes = new TreeSet<>();
        workload.template().getSpec().getVolumes().stream().map(Volume::getName).forEach(volumes::add);
        resources
                .find(StatefulSet.class, workload.name())
                .ifPresent(set -> set.getSpec()
                        .getVolumeClaimTemplates()
                        .forEach(claim -> volumes.add(claim.getMetadata().getName())));
        for (VolumeMount mount : container.getVolumeMounts()) {
            if (!volumes.contains(mount.getName())) {
                findings.add(workload.at(container) + ": there is no volume " + mount.getName());
            }
        }
    }

    private static void volumes(Workload workload, Resources resources, SecretKeys secrets, List<String> findings) {
        for (Volume volume : workload.template().getSpec().getVolumes()) {
            if (volume.getSecret() != null && !secrets.has(volume.getSecret().getSecretName())) {
                findings.add(
                        workload + ": there is no Secret " + volume.getSecret().getSecretName());
            }
            if (volume.getConfigMap() != null
                    && resources
                            .find(ConfigMap.class, volume.getConfigMap().getName())
                            .isEmpty()) {
                findings.add(workload + ": there is no ConfigMap "
                        + volume.getConfigMap().getName());
            }
        }
    }

    private static void operators(Resources resources, SecretKeys secrets, List<String> findings) {
        for (Keda.TriggerAuthentication authentication : resources.of(Keda.TriggerAuthentication.class)) {
            authentication
                    .spec()
                    .secretTargetRef()
                    .forEach(target -> require(
                            "TriggerAuthentication " + authentication.metadata().getName(),
                            target.name(),
                            target.key(),
                            secrets,
                            findings));
        }
        for (CloudNativePg.Cluster database : resources.of(CloudNativePg.Cluster.class)) {
            database.spec()
                    .managed()
                    .roles()
                    .forEach(role -> require(
                            "Cluster " + database.metadata().getName(),
                            role.passwordSecret().getName(),
                            "password",
                            secrets,
                            findings));
        }
    }

    private static void require(String where, String secret, String key, SecretKeys secrets, List<String> findings) {
        if (!secrets.has(secret)) {
            findings.add(where + ": there is no Secret " + secret);
        } else if (!secrets.keysOf(secret).contains(key)) {
            findings.add(where + ": Secret " + secret + " has no key " + key);
        }
    }
}

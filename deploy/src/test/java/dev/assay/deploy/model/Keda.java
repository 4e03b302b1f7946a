package dev.assay.deploy.model;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * What {@code deploy/components/keda} uses of KEDA's resources {@code keda.sh/v1alpha1}. Written by hand, since no
 * library has them, and not compared with KEDA's own definitions: a field that is missing here is refused, whether KEDA
 * knows it or not.
 */
public interface Keda {

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) implements Keda {}

    record ScaledObjectSpec(
            Target scaleTargetRef,
            int pollingInterval,
            int cooldownPeriod,
            int minReplicaCount,
            int maxReplicaCount,
            List<Trigger> triggers) {}

    record Target(String name) {}

    record Trigger(String type, Map<String, String> metadata, AuthenticationRef authenticationRef) {}

    record AuthenticationRef(String name) {}

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec)
            implements Keda {}

    record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}
}

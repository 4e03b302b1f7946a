package dev.assay.deploy.model;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * What {@code deploy/components/cloudnative-pg} uses of {@code postgresql.cnpg.io/v1}. Written after CloudNativePG's API
 * reference, since no library has it: a field that is missing here is refused, whether CloudNativePG knows it or not.
 */
public interface CloudNativePg {

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) implements CloudNativePg {}

    record ClusterSpec(
            int instances,
            Storage storage,
            Configuration postgresql,
            Bootstrap bootstrap,
            Managed managed,
            ResourceRequirements resources) {}

    record Storage(String size) {}

    record Configuration(Map<String, String> parameters) {}

    record Bootstrap(Initdb initdb) {}

    record Initdb(String database, String owner, List<String> postInitApplicationSQL) {}

    record Managed(List<ManagedRole> roles) {}

    record ManagedRole(String name, boolean login, LocalObjectReference passwordSecret) {}
}

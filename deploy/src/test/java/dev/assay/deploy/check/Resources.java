package dev.assay.deploy.check;

import dev.assay.deploy.model.CloudNativePg;
import dev.assay.deploy.model.Keda;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rendering as objects. */
record Resources(List<Object> all) {

    Resources {
        all = List.copyOf(all);
    }

    <T> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return of(type).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst();
    }

    List<Workload> workloads() {
        return of(HasMetadata.class).stream().flatMap(Workload::in).toList();
    }

    Optional<Workload> workload(String name) {
        return workloads().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Scalers and databases that operators look after. */
    Stream<Keda.ScaledObject> scaledObjects() {
        return of(Keda.ScaledObject.class).stream();
    }

    Stream<CloudNativePg.Cluster> databases() {
        return of(CloudNativePg.Cluster.class).stream();
    }
}

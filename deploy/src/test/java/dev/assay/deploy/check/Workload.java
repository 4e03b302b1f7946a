package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Something that starts pods. */
record Workload(String kind, String name, PodTemplateSpec template) {

    static Stream<Workload> in(HasMetadata resource) {
        String name = resource.getMetadata().getName();
        return switch (resource) {
            case Deployment deployment ->
                Stream.of(new Workload("Deployment", name, deployment.getSpec().getTemplate()));
            case StatefulSet set ->
                Stream.of(new Workload("StatefulSet", name, set.getSpec().getTemplate()));
            case Job job -> Stream.of(new Workload("Job", name, job.getSpec().getTemplate()));
            default -> Stream.empty();
        };
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    List<Container> containers() {
        return template.getSpec().getContainers();
    }

    String at(Container container) {
        return kind + " " + name + ", container " + container.getName();
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}

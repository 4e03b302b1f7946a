package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scaling: each scaler and each budget is about a Deployment that is there, and no two scalers pull at one. */
final class ScalingCheck implements Check {

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        Set<String> scaled = new HashSet<>();
        for (HorizontalPodAutoscaler scaler : resources.of(HorizontalPodAutoscaler.class)) {
            String target = scaler.getSpec().getScaleTargetRef().getName();
            scaled.add(target);
            Optional<Deployment> deployment = resources.find(Deployment.class, target);
            if (deployment.isEmpty()) {
                findings.add("HorizontalPodAutoscaler " + target + ": there is no such Deployment");
            } else if (!deployment
                    .get()
                    .getSpec()
                    .getReplicas()
                    .equals(scaler.getSpec().getMinReplicas())) {
                findings.add("HorizontalPodAutoscaler " + target
                        + ": each apply would set the number of replicas back to another than minReplicas");
            }
        }
        resources.scaledObjects().forEach(scaler -> {
            String target = scaler.spec().scaleTargetRef().name();
            if (resources.find(Deployment.class, target).isEmpty()) {
                findings.add("ScaledObject " + target + ": there is no such Deployment");
            }
            if (!scaled.add(target)) {
                findings.add("two scalers pull at " + target);
            }
        });
        for (PodDisruptionBudget budget : resources.of(PodDisruptionBudget.class)) {
            boolean one = resources.workloads().stream()
                            .filter(workload -> workload.labels()
                                    .entrySet()
                                    .containsAll(budget.getSpec()
                                            .getSelector()
                                            .getMatchLabels()
                                            .entrySet()))
                            .count()
                    == 1;
            if (!one) {
                findings.add("PodDisruptionBudget " + budget.getMetadata().getName() + " is not about one Deployment");
            }
        }
        return findings;
    }
}

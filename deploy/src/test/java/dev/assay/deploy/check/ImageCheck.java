package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;

/** Images: each has a tag, and not one that moves. */
final class ImageCheck implements Check {

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        for (Workload workload : resources.workloads()) {
            for (Container container : workload.containers()) {
                String image = container.getImage();
                if (!image.matches(".+:[^:/]+") || image.endsWith(":latest")) {
                    findings.add(workload.at(container) + ": image " + image + " has no fixed tag");
                }
            }
        }
        return findings;
    }
}

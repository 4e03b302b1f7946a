package dev.assay.executor.readiness;

import dev.assay.executor.runner.Isolation;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Readiness {@code sandbox}: the tier that holds, or why nothing runs here. */
@Readiness
class IsolationCheck implements HealthCheck {

    private final IsolationGuard guard;

    IsolationCheck(IsolationGuard guard) {
        this.guard = guard;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("sandbox");
        return switch (guard.isolation()) {
            case Isolation.Holds holds ->
                response.up()
                        .withData("tier", holds.tier())
                        .withData("warm", holds.warm())
                        .withData("passed_over", String.join("; ", holds.passedOver()))
                        .withData("slots", holds.slots())
                        .withData("runtime", holds.runtime())
                        .withData("environment_hash", holds.environmentHash())
                        .withData("attacks_held", holds.attacksHeld())
                        .build();
            case Isolation.Refused refused ->
                response.down().withData("reason", refused.reason()).build();
        };
    }
}

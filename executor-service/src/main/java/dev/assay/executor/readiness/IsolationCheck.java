package dev.assay.executor.readiness;

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
                        .withData("tier", holds.sandboxes().tier().code())
                        .withData("warm", holds.sandboxes().forks())
                        .withData("passed_over", String.join("; ", holds.passedOver()))
                        .withData("slots", holds.sandboxes().slots().size())
                        .withData("runtime", holds.sandboxes().runtime().version())
                        .withData(
                                "environment_hash", holds.sandboxes().runtime().environmentHash())
                        .withData("attacks_held", holds.report().attacks().size())
                        .build();
            case Isolation.Refused refused ->
                response.down().withData("reason", refused.reason()).build();
            case Isolation.Unknown unknown ->
                response.down()
                        .withData("reason", "the isolation is being probed")
                        .build();
        };
    }
}

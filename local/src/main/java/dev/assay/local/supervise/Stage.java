package dev.assay.local.supervise;

import dev.assay.local.component.Component;
import java.time.Duration;
import java.util.List;

/**
 * Components that are started together and stopped together; stages are stopped in the reverse order of their start.
 *
 * @param holdsNext whether the next stage is started only when this one is ready
 * @param onReady what is done when all of them are ready for the first time
 * @param drain how long they may take to end
 */
public record Stage(List<Component> components, boolean holdsNext, Runnable onReady, Duration drain) {

    public Stage {
        components = List.copyOf(components);
    }

    /** What the stages after it need in order to start at all. */
    public static Stage ofInfrastructure(List<Component> components, Runnable onReady) {
        return new Stage(components, true, onReady, Patience.END);
    }

    /** What others may use while they stop. */
    public static Stage ofHelpers(List<Component> components) {
        return new Stage(components, false, () -> {}, Patience.END);
    }

    /** Services: they finish what they have in hand. */
    public static Stage ofServices(List<Component> services) {
        return new Stage(services, true, () -> {}, Patience.DRAIN);
    }
}

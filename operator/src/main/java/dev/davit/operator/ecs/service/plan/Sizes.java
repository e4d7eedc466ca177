package dev.davit.operator.ecs.service.plan;

import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;

/**
 * How many tasks a service may have.
 *
 * @param desired how many are wanted
 * @param minimum the fewest healthy ones that a stop may leave
 * @param maximum the most that may start or run
 */
public record Sizes(int desired, int minimum, int maximum) {

    private static final int DEFAULT_MINIMUM_PERCENT = 100;
    private static final int DEFAULT_MAXIMUM_PERCENT = 200;

    public static Sizes of(ServiceSpec spec) {
        DeploymentConfiguration configuration = spec.deploymentConfiguration;
        int desired = spec.desiredCount == null ? 1 : spec.desiredCount;
        Integer minimum = configuration == null ? null : configuration.minimumHealthyPercent;
        Integer maximum = configuration == null ? null : configuration.maximumPercent;
        return of(
                desired,
                minimum == null ? DEFAULT_MINIMUM_PERCENT : minimum,
                maximum == null ? DEFAULT_MAXIMUM_PERCENT : maximum);
    }

    /** The minimum is rounded up, the maximum down, as in ECS; the maximum is never less than what is wanted. */
    public static Sizes of(int desired, int minimumPercent, int maximumPercent) {
        return new Sizes(desired, (int) ((desired * (long) minimumPercent + 99) / 100), (int)
                Math.max(desired, desired * (long) maximumPercent / 100));
    }

    /** Whether a healthy task can never be replaced: none may go before, and none come in addition. */
    public boolean blocked() {
        return desired > 0 && minimum >= desired && maximum <= desired;
    }
}

package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.applicationautoscaling.v1alpha1.SuspendedState;
import dev.davit.operator.autoscaling.scaling.Policy;
import dev.davit.operator.autoscaling.scaling.PolicyReading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that one pass over a scalable target has read from caches.
 *
 * @param target the scalable target
 * @param others the other ones of the same resource
 * @param service the name of the Service that scales
 * @param policies the policies of the resource
 * @param region the region in ARNs
 * @param now the time of the pass
 */
record ScalableTargetInputs(
        ScalableTarget target,
        List<ScalableTarget> others,
        Optional<String> service,
        List<ScalingPolicy> policies,
        String region,
        Instant now) {

    private static final ScalableTargetStatus NONE = new ScalableTargetStatus();

    ScalableTargetStatus status() {
        return Objects.requireNonNullElse(target.getStatus(), NONE);
    }

    Instant created() {
        return Instant.parse(target.getMetadata().getCreationTimestamp());
    }

    String resource() {
        return target.getSpec().resourceID;
    }

    boolean suspended(Function<SuspendedState, Boolean> what) {
        SuspendedState state = target.getSpec().suspendedState;
        return state != null && Boolean.TRUE.equals(what.apply(state));
    }

    /** The policies that can be followed; what is wrong with others is in their own statuses. */
    List<Policy> followed() {
        return policies.stream()
                .flatMap(policy -> PolicyReading.of(policy.getSpec()).policy().stream())
                .toList();
    }
}

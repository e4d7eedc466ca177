package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Carries out an activity that the status announces, and ends it there. May be cut off anywhere and begun again. */
final class ScalingStep {

    /** Somebody wrote the service in between, or the cache does not have our own status yet. */
    static final Duration CAUGHT_UP = Duration.ofMillis(500);

    private static final int MESSAGE = 512;

    private final Context<ScalableTarget> context;
    private final EventWriter events;
    private final ScalableTarget target;

    ScalingStep(Context<ScalableTarget> context, EventWriter events, ScalableTarget target) {
        this.context = context;
        this.events = events;
        this.target = target;
    }

    ScaleClient client() {
        return new ScaleClient(context.getClient(), target.getMetadata().getNamespace());
    }

    /** How an activity ended. */
    private record End(String code, String message) {}

    void carryOut(ScalableTargetStatus known, ScalingActivity activity, String service, Instant now) {
        attempt(activity, service).ifPresent(end -> {
            ScalableTargetStatus status =
                    ScalableTargetReport.with(known, Activities.end(known.activities, end.code(), end.message(), now));
            if (StatusWriter.write(context, target, status)) {
                status.activities.stream()
                        .filter(ended -> ended.activityID.equals(activity.activityID))
                        .forEach(ended -> events.write(target, ScalingEvents.ended(ended)));
            }
        });
    }

    /** Sets the count unless it is set already; empty when it has to be tried again. */
    private Optional<End> attempt(ScalingActivity activity, String name) {
        Optional<Service> service = client().service(name);
        if (service.isEmpty()) {
            return Optional.of(failed(activity, "the service is gone"));
        }
        int current = ScaleClient.counted(service.get()).desired();
        if (current == activity.desiredCapacity) {
            return Optional.of(successful(activity));
        }
        if (current != activity.previousCapacity) {
            return Optional.of(new End(
                    Activities.OVERRIDDEN, "The desired count was set to " + current + " by somebody else meanwhile."));
        }
        try {
            client().scale(service.get(), activity.desiredCapacity);
            return Optional.of(successful(activity));
        } catch (KubernetesClientException e) {
            if (ApiErrors.conflict(e)) {
                return Optional.empty();
            }
            if (!ApiErrors.refused(e)) {
                throw e;
            }
            return Optional.of(failed(activity, ApiErrors.message(e)));
        }
    }

    private static End successful(ScalingActivity activity) {
        return new End(Activities.SUCCESSFUL, "Successfully set desired count to " + activity.desiredCapacity + ".");
    }

    private static End failed(ScalingActivity activity, String why) {
        return new End(
                Activities.FAILED,
                Names.cut("Failed to set desired count to " + activity.desiredCapacity + ". Reason: " + why, MESSAGE));
    }
}

package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.operator.kernel.EventWriter.Happening;

/** Events about scalable targets. */
final class ScalingEvents {

    private ScalingEvents() {}

    /** An activity has ended. */
    static Happening ended(ScalingActivity activity) {
        String note = activity.statusMessage + " Cause: " + activity.cause + ".";
        if (!Activities.SUCCESSFUL.equals(activity.statusCode)) {
            return Happening.warning(ScalableTargetReason.ScalingFailed.name(), note);
        }
        boolean scaled = activity.desiredCapacity != null;
        return Happening.normal(
                (scaled ? ScalableTargetReason.Scaled : ScalableTargetReason.LimitsChanged).name(), note);
    }
}

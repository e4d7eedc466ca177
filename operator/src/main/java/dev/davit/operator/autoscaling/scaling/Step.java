package dev.davit.operator.autoscaling.scaling;

/**
 * What is done when a metric is that far from its threshold.
 *
 * @param lower from how far above the threshold on; negative infinity for without end
 * @param upper up to how far above; positive infinity for without end
 * @param scalingAdjustment by how much to scale
 */
public record Step(double lower, double upper, int scalingAdjustment) {

    /** AWS: above a threshold the lower bound belongs to the step, below it the upper one. */
    boolean fits(double distance, boolean above) {
        return above ? distance >= lower && distance < upper : distance > lower && distance <= upper;
    }
}

package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** One step: what is done when the metric is that far from the threshold. */
@ValidationRule(
        value = "has(self.metricIntervalLowerBound) || has(self.metricIntervalUpperBound)",
        message =
                "A step needs metricIntervalLowerBound, metricIntervalUpperBound or both: both cannot be without end.")
@ValidationRule(
        value =
                "!has(self.metricIntervalLowerBound) || !has(self.metricIntervalUpperBound) || self.metricIntervalLowerBound < self.metricIntervalUpperBound",
        message = "metricIntervalUpperBound must be greater than metricIntervalLowerBound.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StepAdjustment {

    /** From how far above the threshold on; default: without end. Inclusive for alarms above a threshold, else exclusive. */
    public Double metricIntervalLowerBound;

    /** Up to how far above the threshold; default: without end. Exclusive for alarms above a threshold, else inclusive. */
    public Double metricIntervalUpperBound;

    /** By how much to scale: positive adds, negative removes; for ExactCapacity the count itself. */
    @Required
    @ValidationRule(
            value = "self >= -5000 && self <= 5000",
            message = "scalingAdjustment must be between -5000 and 5000: ECS has no service with more tasks.")
    public Integer scalingAdjustment;
}

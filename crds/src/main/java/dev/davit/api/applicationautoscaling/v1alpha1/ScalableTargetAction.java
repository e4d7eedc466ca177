package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/** Limits of a ScalableTarget. */
@ValidationRule(
        value = "has(self.minCapacity) || has(self.maxCapacity)",
        message = "scalableTargetAction must set minCapacity, maxCapacity or both.")
@ValidationRule(
        value = "!has(self.minCapacity) || !has(self.maxCapacity) || self.minCapacity <= self.maxCapacity",
        message = "scalableTargetAction.minCapacity must not be above its maxCapacity: lower it, or raise maxCapacity.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalableTargetAction {

    /** The new minimum, 0 to 5000; default: it stays. */
    @ValidationRule(
            value = "self >= 0 && self <= 5000",
            message = "scalableTargetAction.minCapacity must be between 0 and 5000 tasks, as in ECS.")
    public Integer minCapacity;

    /** The new maximum, 0 to 5000; default: it stays. A minimum and a maximum that cross: the one that was not set gives way. */
    @ValidationRule(
            value = "self >= 0 && self <= 5000",
            message = "scalableTargetAction.maxCapacity must be between 0 and 5000 tasks, as in ECS.")
    public Integer maxCapacity;
}

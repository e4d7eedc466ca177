package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Which metric is kept near which value. */
@ValidationRule(
        value = "has(self.predefinedMetricSpecification) || has(self.customizedMetricSpecification)",
        message = "A target tracking policy needs a metric: set predefinedMetricSpecification.predefinedMetricType.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetTrackingScalingPolicyConfiguration {

    /** Refused: Davit keeps no metrics under names and dimensions. Use predefinedMetricSpecification. */
    public CustomizedMetricSpecification customizedMetricSpecification;

    /** Whether the policy takes no tasks away; default false. */
    public Boolean disableScaleIn;

    /** The metric. */
    public PredefinedMetricSpecification predefinedMetricSpecification;

    /** How many seconds after a scale-out or scale-in nothing is taken away, 0 to 86,400; default 300. */
    @Default("300")
    @ValidationRule(
            value = "self >= 0 && self <= 86400",
            message = "scaleInCooldown must be between 0 and 86400 seconds (a day): choose a number in it.")
    public Integer scaleInCooldown;

    /** For how many seconds after a scale-out only a larger one is made, 0 to 86,400; default 300. */
    @Default("300")
    @ValidationRule(
            value = "self >= 0 && self <= 86400",
            message = "scaleOutCooldown must be between 0 and 86400 seconds (a day): choose a number in it.")
    public Integer scaleOutCooldown;

    /** The value, in the metric's unit: percent, or requests a minute and target. */
    @Required
    @ValidationRule(
            value = "self > 0.0",
            message =
                    "targetValue must be above 0: choose the percent or the requests a minute that a task should bear.")
    public Double targetValue;
}

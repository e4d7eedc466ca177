package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** How steps are made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class StepScalingPolicyConfiguration {

    /**
     * What scalingAdjustment means: ChangeInCapacity (tasks more or less), PercentChangeInCapacity (of the current count; towards
     * zero to a whole number, but at least one) or ExactCapacity (that many tasks).
     */
    @Required
    @Values({"ChangeInCapacity", "PercentChangeInCapacity", "ExactCapacity"})
    public String adjustmentType;

    /**
     * For how many seconds after a scaling activity only a larger scale-out is made, and nothing taken away, 0 to 86,400;
     * default 300.
     */
    @Default("300")
    @ValidationRule(
            value = "self >= 0 && self <= 86400",
            message = "cooldown must be between 0 and 86400 seconds (a day): choose a number in it.")
    public Integer cooldown;

    /** How the tasks' values become one: Average (default), Minimum or Maximum. */
    @Default("Average")
    @Values({"Average", "Minimum", "Maximum"})
    public String metricAggregationType;

    /** The fewest tasks that PercentChangeInCapacity adds or removes. */
    @ValidationRule(
            value = "self >= 1",
            message = "minAdjustmentMagnitude must be at least 1: leave it out to have none.")
    public Integer minAdjustmentMagnitude;

    /** The steps. Their intervals may not overlap and may have no gap. */
    @Required
    @Size(min = 1, max = 20) public List<StepAdjustment> stepAdjustments;
}

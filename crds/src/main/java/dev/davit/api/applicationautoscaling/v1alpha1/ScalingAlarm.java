package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What triggers the steps of a policy: a metric that is beyond a threshold for some minutes, in the words of PutMetricAlarm. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalingAlarm {

    /** The alarm's name in activities, 1 to 255 characters; default: the policy's name. */
    @Size(min = 1, max = 255) public String alarmName;

    /** The metric. */
    @Required
    public PredefinedMetricSpecification predefinedMetricSpecification;

    /** GreaterThanOrEqualToThreshold (default), GreaterThanThreshold, LessThanThreshold or LessThanOrEqualToThreshold. */
    @Default("GreaterThanOrEqualToThreshold")
    @Values({"GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"
    })
    public String comparisonOperator;

    /** The threshold, in the metric's unit: percent, or requests a minute and target. */
    @Required
    public Double threshold;

    /** For how many minutes in a row the metric must be beyond the threshold, 1 (default) to 60. */
    @Default("1")
    @ValidationRule(
            value = "self >= 1 && self <= 60",
            message = "evaluationPeriods must be between 1 and 60 minutes: choose a number in it.")
    public Integer evaluationPeriods;
}

package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When a scalable target scales, and by how much. */
@ValidationRule(
        value =
                "self.policyType == 'StepScaling' ? has(self.stepScalingPolicyConfiguration) && !has(self.targetTrackingScalingPolicyConfiguration) : has(self.targetTrackingScalingPolicyConfiguration) && !has(self.stepScalingPolicyConfiguration) && !has(self.alarm)",
        message =
                "policyType StepScaling goes with stepScalingPolicyConfiguration and alarm, TargetTrackingScaling with targetTrackingScalingPolicyConfiguration alone: set the one that fits.")
@ValidationRule(
        value = "self.policyType != 'StepScaling' || has(self.alarm)",
        message =
                "A StepScaling policy needs an alarm: set alarm.predefinedMetricSpecification and alarm.threshold, as there are no CloudWatch alarms to trigger it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalingPolicySpec {

    /** The policy's name on AWS, 1 to 256 characters. */
    @Required
    @ValidationRule(
            value = "self.matches('^[ -~]{1,256}$')",
            message = "policyName may hold 1 to 256 printable ASCII characters: respell it.")
    @Size(min = 1, max = 256) public String policyName;

    /** TargetTrackingScaling or StepScaling. PredictiveScaling needs weeks of recorded metrics, which Davit does not keep. */
    @Required
    @Values({"TargetTrackingScaling", "StepScaling"})
    public String policyType;

    /** What scales: {@code service/<cluster>/<service>}, by their names on ECS, for example service/default/web. */
    @Required
    @ValidationRule(value = Scalable.RESOURCE, message = Scalable.RESOURCE_MESSAGE)
    @Size(min = 1, max = 1600) public String resourceID;

    /** Which number of it scales: ecs:service:DesiredCount. */
    @Required
    @Values({"ecs:service:DesiredCount"})
    public String scalableDimension;

    /** Whose it is: ecs. */
    @Required
    @Values({"ecs"})
    public String serviceNamespace;

    /** How steps are made; for policyType StepScaling. */
    public StepScalingPolicyConfiguration stepScalingPolicyConfiguration;

    /** Which metric is kept near which value; for policyType TargetTrackingScaling. */
    public TargetTrackingScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration;

    /** What triggers the steps: AWS has a CloudWatch alarm for it. For policyType StepScaling. Davit's own field. */
    public ScalingAlarm alarm;
}

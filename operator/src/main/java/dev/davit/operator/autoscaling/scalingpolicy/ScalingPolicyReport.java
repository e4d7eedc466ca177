package dev.davit.operator.autoscaling.scalingpolicy;

import dev.davit.api.applicationautoscaling.v1alpha1.Alarm;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyStatus;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.operator.autoscaling.scaling.Policy;
import dev.davit.operator.autoscaling.scaling.PolicyReading;
import dev.davit.operator.autoscaling.scaling.StepScaling;
import dev.davit.operator.autoscaling.scaling.TargetTracking;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Pure: what the status of a scaling policy says. */
final class ScalingPolicyReport {

    static final String ACCEPTED = "Accepted";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED);

    private ScalingPolicyReport() {}

    static ScalingPolicyStatus of(ScalingPolicy policy, boolean registered, String region, Instant now) {
        PolicyReading reading = PolicyReading.of(policy.getSpec());
        Outcome outcome = reading.policy().isPresent() && !registered ? unregistered(policy) : reading.outcome();
        var metadata = policy.getMetadata();
        String account = Accounts.of(metadata.getNamespace());
        ScalingPolicyStatus status = new ScalingPolicyStatus();
        status.observedGeneration = metadata.getGeneration();
        List<Condition> before = policy.getStatus() == null ? null : policy.getStatus().conditions;
        status.conditions = Conditions.decided(
                        CONDITIONS.begin(before, metadata.getGeneration(), now),
                        ACCEPTED,
                        ScalingPolicyReason.Accepted,
                        outcome)
                .build();
        status.alarms =
                reading.policy().map(found -> alarms(found, region, account)).orElse(null);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.ownerAccountID = account;
        status.ackResourceMetadata.region = region;
        status.ackResourceMetadata.arn = Arn.of(
                        "autoscaling",
                        region,
                        account,
                        "scalingPolicy:" + metadata.getUid() + ":resource/ecs/" + policy.getSpec().resourceID
                                + ":policyName/" + policy.getSpec().policyName)
                .toString();
        return status;
    }

    private static Outcome unregistered(ScalingPolicy policy) {
        return new Outcome.Waiting(
                ScalingPolicyReason.ScalableTargetNotFound,
                "No scalable target registered for service namespace: ecs, resource ID: " + policy.getSpec().resourceID
                        + ", scalable dimension: ecs:service:DesiredCount. Waiting for a ScalableTarget with that resourceID.");
    }

    private static List<Alarm> alarms(Policy policy, String region, String account) {
        Stream<String> names =
                switch (policy) {
                    case TargetTracking tracking -> Stream.of(tracking.highAlarm(), tracking.lowAlarm());
                    case StepScaling steps -> Stream.of(steps.alarm().name());
                };
        return names.map(name -> {
                    Alarm alarm = new Alarm();
                    alarm.alarmName = name;
                    alarm.alarmARN = Arn.of("cloudwatch", region, account, "alarm:" + name)
                            .toString();
                    return alarm;
                })
                .toList();
    }
}

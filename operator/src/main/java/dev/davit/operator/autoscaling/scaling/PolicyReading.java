package dev.davit.operator.autoscaling.scaling;

import dev.davit.api.applicationautoscaling.v1alpha1.PredefinedMetricSpecification;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingAlarm;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicySpec;
import dev.davit.api.applicationautoscaling.v1alpha1.StepAdjustment;
import dev.davit.api.applicationautoscaling.v1alpha1.StepScalingPolicyConfiguration;
import dev.davit.api.applicationautoscaling.v1alpha1.TargetTrackingScalingPolicyConfiguration;
import dev.davit.operator.autoscaling.scaling.Threshold.Aggregation;
import dev.davit.operator.autoscaling.scaling.Threshold.Comparison;
import dev.davit.operator.kernel.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy as its specification describes it, or why it cannot be followed.
 *
 * @param policy the policy; empty when it was refused
 * @param outcome accepted, or what the schema cannot tell
 */
public record PolicyReading(Optional<Policy> policy, Outcome outcome) {

    private static final int DEFAULT_COOLDOWN = 300;

    /** Reads a specification that the schema has let pass. */
    public static PolicyReading of(ScalingPolicySpec spec) {
        TargetTrackingScalingPolicyConfiguration tracking = spec.targetTrackingScalingPolicyConfiguration;
        if (tracking != null && tracking.customizedMetricSpecification != null) {
            return refused(
                    ScalingPolicyReason.MetricNotSupported,
                    "customizedMetricSpecification is not supported, because no metrics are kept under names and dimensions: use "
                            + "predefinedMetricSpecification.");
        }
        PredefinedMetricSpecification named =
                tracking != null ? tracking.predefinedMetricSpecification : spec.alarm.predefinedMetricSpecification;
        return tracking != null
                ? accepted(tracking(spec, tracking, metric(named)))
                : steps(spec, spec.stepScalingPolicyConfiguration, metric(named));
    }

    private static Metric metric(PredefinedMetricSpecification named) {
        return switch (named.predefinedMetricType) {
            case "ALBRequestCountPerTarget" -> Metric.requests(named.resourceLabel);
            case "ECSServiceAverageMemoryUtilization" -> Metric.MEMORY;
            default -> Metric.CPU;
        };
    }

    private static Policy tracking(
            ScalingPolicySpec spec, TargetTrackingScalingPolicyConfiguration tracking, Metric metric) {
        return new TargetTracking(
                spec.policyName,
                spec.resourceID,
                metric,
                tracking.targetValue,
                seconds(tracking.scaleOutCooldown),
                seconds(tracking.scaleInCooldown),
                !Boolean.TRUE.equals(tracking.disableScaleIn));
    }

    private static PolicyReading steps(
            ScalingPolicySpec spec, StepScalingPolicyConfiguration configuration, Metric metric) {
        List<Step> steps = configuration.stepAdjustments.stream()
                .map(PolicyReading::step)
                .sorted(Comparator.comparingDouble(Step::lower))
                .toList();
        Adjustment adjustment = new Adjustment(
                switch (configuration.adjustmentType) {
                    case "ExactCapacity" -> Adjustment.Type.EXACT_CAPACITY;
                    case "PercentChangeInCapacity" -> Adjustment.Type.PERCENT_CHANGE_IN_CAPACITY;
                    default -> Adjustment.Type.CHANGE_IN_CAPACITY;
                },
                Objects.requireNonNullElse(configuration.minAdjustmentMagnitude, 1));
        return wrong(steps, adjustment)
                .map(why -> refused(ScalingPolicyReason.StepAdjustmentsInvalid, why))
                .orElseGet(() -> accepted(new StepScaling(
                        spec.policyName,
                        threshold(spec.policyName, spec.alarm, configuration.metricAggregationType, metric),
                        adjustment,
                        steps,
                        seconds(configuration.cooldown))));
    }

    private static Threshold threshold(String policy, ScalingAlarm alarm, String aggregation, Metric metric) {
        return new Threshold(
                Objects.requireNonNullElse(alarm.alarmName, policy),
                metric,
                switch (Objects.requireNonNullElse(aggregation, "Average")) {
                    case "Minimum" -> Aggregation.MINIMUM;
                    case "Maximum" -> Aggregation.MAXIMUM;
                    default -> Aggregation.AVERAGE;
                },
                switch (Objects.requireNonNullElse(alarm.comparisonOperator, "")) {
                    case "GreaterThanThreshold" -> Comparison.GREATER;
                    case "LessThanThreshold" -> Comparison.LESS;
                    case "LessThanOrEqualToThreshold" -> Comparison.LESS_OR_EQUAL;
                    default -> Comparison.GREATER_OR_EQUAL;
                },
                alarm.threshold,
                Objects.requireNonNullElse(alarm.evaluationPeriods, 1));
    }

    /** AWS's rules for steps, which are in the order of their lower bounds. */
    private static Optional<String> wrong(List<Step> steps, Adjustment adjustment) {
        if (adjustment.type() == Adjustment.Type.EXACT_CAPACITY
                && steps.stream().anyMatch(step -> step.scalingAdjustment() < 0)) {
            return Optional.of("scalingAdjustment must not be negative when adjustmentType is ExactCapacity.");
        }
        for (int i = 1; i < steps.size(); i++) {
            double end = steps.get(i - 1).upper();
            double begin = steps.get(i).lower();
            if (begin < end) {
                return Optional.of("Step adjustment intervals can't overlap: one begins at " + begin
                        + " while the one before ends at " + end + ".");
            }
            if (begin > end) {
                return Optional.of("Step adjustment intervals can't have a gap: there is one between " + end + " and "
                        + begin + ".");
            }
        }
        if (steps.getFirst().lower() < 0 && steps.getFirst().lower() != Double.NEGATIVE_INFINITY) {
            return Optional.of(
                    "There must be a step adjustment without metricIntervalLowerBound when one has a negative lower bound.");
        }
        return steps.getLast().upper() > 0 && steps.getLast().upper() != Double.POSITIVE_INFINITY
                ? Optional.of(
                        "There must be a step adjustment without metricIntervalUpperBound when one has a positive upper bound.")
                : Optional.empty();
    }

    private static Step step(StepAdjustment step) {
        return new Step(
                Objects.requireNonNullElse(step.metricIntervalLowerBound, Double.NEGATIVE_INFINITY),
                Objects.requireNonNullElse(step.metricIntervalUpperBound, Double.POSITIVE_INFINITY),
                step.scalingAdjustment);
    }

    private static Duration seconds(Integer given) {
        return Duration.ofSeconds(Objects.requireNonNullElse(given, DEFAULT_COOLDOWN));
    }

    private static PolicyReading accepted(Policy policy) {
        return new PolicyReading(Optional.of(policy), new Outcome.Accepted());
    }

    private static PolicyReading refused(ScalingPolicyReason reason, String message) {
        return new PolicyReading(Optional.empty(), new Outcome.Rejection(reason, message));
    }
}

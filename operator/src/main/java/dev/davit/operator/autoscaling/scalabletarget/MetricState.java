package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetReason;
import dev.davit.operator.autoscaling.metric.Meter;
import dev.davit.operator.autoscaling.scaling.Metric;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether policies know what they look at.
 *
 * @param reason which of the reasons
 * @param message for people
 */
record MetricState(ScalableTargetReason reason, String message) {

    static final MetricState UNUSED = new MetricState(ScalableTargetReason.NoPolicies, "No policy looks at a metric.");

    /** What was seen in the last minute. */
    static MetricState of(Set<Metric> wanted, Meter.Reading reading) {
        if (reading.trouble().isPresent()) {
            return new MetricState(
                    ScalableTargetReason.MetricsNotServed, reading.trouble().get());
        }
        if (reading.running() == 0) {
            return new MetricState(ScalableTargetReason.MetricsAvailable, "No task is running.");
        }
        String missing = wanted.stream()
                .filter(metric -> !reading.seen().containsKey(metric))
                .map(Metric::word)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? new MetricState(ScalableTargetReason.MetricsAvailable, "")
                : new MetricState(
                        ScalableTargetReason.InsufficientData,
                        "There is no datapoint of " + missing
                                + " for the last minute: utilization comes a minute after a"
                                + " task's start; requests need a target group that resourceLabel names, healthy targets and"
                                + " two looks at all gateways.");
    }

    /** What the last pass that looked has said. */
    static MetricState known(Optional<Condition> condition) {
        return condition
                .filter(known -> !known.getReason().equals("Pending"))
                .map(known -> new MetricState(ScalableTargetReason.valueOf(known.getReason()), known.getMessage()))
                .orElse(UNUSED);
    }
}

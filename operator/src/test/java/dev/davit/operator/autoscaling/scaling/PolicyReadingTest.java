package dev.davit.operator.autoscaling.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.applicationautoscaling.v1alpha1.CustomizedMetricSpecification;
import dev.davit.api.applicationautoscaling.v1alpha1.PredefinedMetricSpecification;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingAlarm;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicySpec;
import dev.davit.api.applicationautoscaling.v1alpha1.StepAdjustment;
import dev.davit.api.applicationautoscaling.v1alpha1.StepScalingPolicyConfiguration;
import dev.davit.api.applicationautoscaling.v1alpha1.TargetTrackingScalingPolicyConfiguration;
import dev.davit.operator.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReadingTest {

    private static ScalingPolicySpec tracking(String metric) {
        ScalingPolicySpec spec = new ScalingPolicySpec();
        spec.policyName = "cpu";
        spec.policyType = "TargetTrackingScaling";
        spec.resourceID = Minutely.RESOURCE;
        spec.targetTrackingScalingPolicyConfiguration = new TargetTrackingScalingPolicyConfiguration();
        spec.targetTrackingScalingPolicyConfiguration.targetValue = 50.0;
        spec.targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification = metric(metric);
        return spec;
    }

    private static PredefinedMetricSpecification metric(String type) {
        PredefinedMetricSpecification metric = new PredefinedMetricSpecification();
        metric.predefinedMetricType = type;
        return metric;
    }

    private static ScalingPolicySpec steps(String type, String bounds) {
        ScalingPolicySpec spec = new ScalingPolicySpec();
        spec.policyName = "steps";
        spec.policyType = "StepScaling";
        spec.resourceID = Minutely.RESOURCE;
        spec.alarm = new ScalingAlarm();
        spec.alarm.threshold = 70.0;
        spec.alarm.predefinedMetricSpecification = metric(Metric.CPU.word());
        spec.stepScalingPolicyConfiguration = new StepScalingPolicyConfiguration();
        spec.stepScalingPolicyConfiguration.adjustmentType = type;
        List<StepAdjustment> steps = new ArrayList<>();
        for (String each : bounds.split(" ")) {
            String[] words = each.split(":");
            StepAdjustment step = new StepAdjustment();
            step.metricIntervalLowerBound = words[0].equals("-") ? null : Double.valueOf(words[0]);
            step.metricIntervalUpperBound = words[1].equals("-") ? null : Double.valueOf(words[1]);
            step.scalingAdjustment = Integer.valueOf(words[2]);
            steps.add(step);
        }
        spec.stepScalingPolicyConfiguration.stepAdjustments = steps;
        return spec;
    }

    @Test
    void readsDefaultsAsAwsHasThem() {
        assertThat(PolicyReading.of(tracking("ECSServiceAverageCPUUtilization")).policy())
                .contains(Minutely.cpu(50));
    }

    @Test
    void refusesMetricsOfOnesOwn() {
        ScalingPolicySpec spec = tracking("ECSServiceAverageCPUUtilization");
        spec.targetTrackingScalingPolicyConfiguration.customizedMetricSpecification =
                new CustomizedMetricSpecification();
        PolicyReading reading = PolicyReading.of(spec);
        assertThat(reading.policy()).isEmpty();
        assertThat(reading.outcome()).isInstanceOfSatisfying(Outcome.Rejection.class, no -> {
            assertThat(no.reason()).isEqualTo(ScalingPolicyReason.MetricNotSupported);
            assertThat(no.message()).contains("use predefinedMetricSpecification");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ChangeInCapacity | 0:10:1 5:-:2 | can't overlap",
                "ChangeInCapacity | 0:-:1 5:-:2 | can't overlap",
                "ChangeInCapacity | 10:-:2 0:5:1 | can't have a gap",
                "ChangeInCapacity | -10:0:-1 | without metricIntervalLowerBound",
                "ChangeInCapacity | 0:10:1 | without metricIntervalUpperBound",
                "ExactCapacity | 0:-:-1 | must not be negative"
            })
    void refusesStepsThatDoNotFit(String type, String bounds, String why) {
        PolicyReading reading = PolicyReading.of(steps(type.strip(), bounds.strip()));
        assertThat(reading.policy()).isEmpty();
        assertThat(reading.outcome()).isInstanceOfSatisfying(Outcome.Rejection.class, no -> {
            assertThat(no.reason()).isEqualTo(ScalingPolicyReason.StepAdjustmentsInvalid);
            assertThat(no.message()).contains(why.strip());
        });
    }

    @Test
    void takesStepsInAnyOrder() {
        assertThat(PolicyReading.of(steps("PercentChangeInCapacity", "10:-:20 -:0:-10 0:10:10"))
                        .policy())
                .get()
                .isInstanceOfSatisfying(StepScaling.class, steps -> assertThat(steps.steps())
                        .extracting(Step::scalingAdjustment)
                        .containsExactly(-10, 10, 20));
    }
}

package dev.davit.operator.autoscaling.scaling;

import static dev.davit.operator.autoscaling.scaling.Metric.CPU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.autoscaling.scaling.Adjustment.Type;
import dev.davit.operator.autoscaling.scaling.Threshold.Aggregation;
import dev.davit.operator.autoscaling.scaling.Threshold.Comparison;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepScalingTest {

    private static final double END = Double.POSITIVE_INFINITY;

    private static StepScaling out(Type type, int minutes, Step... steps) {
        return policy("out", Comparison.GREATER_OR_EQUAL, 70, type, minutes, steps);
    }

    private static StepScaling policy(
            String name, Comparison comparison, double threshold, Type type, int minutes, Step... steps) {
        return new StepScaling(
                name,
                new Threshold(name + "-alarm", CPU, Aggregation.AVERAGE, comparison, threshold, minutes),
                new Adjustment(type, 1),
                List.of(steps),
                Duration.ofSeconds(300));
    }

    /** The steps of AWS's guide: 0 to 10 above the threshold ten per cent, 10 to 20 twenty, above that thirty. */
    @ParameterizedTest
    @CsvSource({"69.9, 10", "70, 11", "79.9, 11", "80, 12", "90, 13", "500, 13"})
    void theStepFollowsTheDistance(double cpu, int desired) {
        Minutely service = new Minutely(
                10,
                out(
                        Type.PERCENT_CHANGE_IN_CAPACITY,
                        1,
                        new Step(0, 10, 10),
                        new Step(10, 20, 20),
                        new Step(20, END, 30)));
        service.minutes(1, CPU, cpu);
        assertThat(service.current).isEqualTo(desired);
    }

    /** Below a threshold the upper bound belongs to the step. */
    @ParameterizedTest
    @CsvSource({"40.1, 10", "40, 9", "30.1, 9", "30, 8", "0, 8"})
    void belowAThresholdTheUpperBoundBelongsToTheStep(double cpu, int desired) {
        Minutely service = new Minutely(
                10,
                policy(
                        "in",
                        Comparison.LESS_OR_EQUAL,
                        40,
                        Type.CHANGE_IN_CAPACITY,
                        1,
                        new Step(-10, 0, -1),
                        new Step(-END, -10, -2)));
        service.minutes(1, CPU, cpu);
        assertThat(service.current).isEqualTo(desired);
    }

    /** AWS: towards zero, and at least one. */
    @ParameterizedTest
    @CsvSource({
        "PERCENT_CHANGE_IN_CAPACITY, 1, 10, 127, 22",
        "PERCENT_CHANGE_IN_CAPACITY, 1, 10, 5, 11",
        "PERCENT_CHANGE_IN_CAPACITY, 1, 10, -5, 9",
        "PERCENT_CHANGE_IN_CAPACITY, 1, 10, -67, 4",
        "PERCENT_CHANGE_IN_CAPACITY, 2, 4, 25, 6",
        "PERCENT_CHANGE_IN_CAPACITY, 2, 1, -50, 0",
        "PERCENT_CHANGE_IN_CAPACITY, 1, 10, 0, 10",
        "CHANGE_IN_CAPACITY, 1, 10, 3, 13",
        "CHANGE_IN_CAPACITY, 1, 2, -3, 0",
        "EXACT_CAPACITY, 1, 10, 3, 3"
    })
    void adjusts(Type type, int magnitude, int count, int number, int wanted) {
        assertThat(new Adjustment(type, magnitude).apply(count, number)).isEqualTo(wanted);
    }

    @Test
    void theAlarmWaitsForItsMinutesInARow() {
        Minutely service = new Minutely(2, out(Type.CHANGE_IN_CAPACITY, 3, new Step(0, END, 2)));
        assertThat(service.minutes(2, CPU, 90)).isEmpty();
        assertThat(service.passes()).isEmpty();
        assertThat(service.minutes(2, CPU, 90)).isEmpty();
        assertThat(service.minutes(1, CPU, 90))
                .get()
                .extracting(Change::cause)
                .isEqualTo("monitor alarm out-alarm in state ALARM triggered policy out");
    }

    @Test
    void inTheCooldownALargerStepAddsTheDifference() {
        Minutely service = new Minutely(4, out(Type.CHANGE_IN_CAPACITY, 1, new Step(0, 10, 2), new Step(10, END, 3)));
        service.minutes(1, CPU, 75);
        assertThat(service.current).isEqualTo(6);
        assertThat(service.minutes(2, CPU, 75)).isEmpty();
        assertThat(service.minutes(1, CPU, 85))
                .get()
                .extracting(Change::desired)
                .isEqualTo(7);
        assertThat(service.minutes(4, CPU, 75)).isEmpty();
        assertThat(service.minutes(1, CPU, 75))
                .get()
                .extracting(Change::desired)
                .isEqualTo(9);
    }

    @Test
    void theMetricIsThatOfItsAggregation() {
        StepScaling most = new StepScaling(
                "most",
                new Threshold("alarm", CPU, Aggregation.MAXIMUM, Comparison.GREATER, 70, 1),
                new Adjustment(Type.CHANGE_IN_CAPACITY, 1),
                List.of(new Step(0, END, 1)),
                Duration.ZERO);
        Minutely service = new Minutely(2, most);
        assertThat(service.minutes(1, CPU, 35)).isEmpty();
        assertThat(service.minutes(1, CPU, 35.1)).isPresent();
    }

    @Test
    void aTargetTrackingPolicyThatIsNotReadyHoldsAStepInBack() {
        StepScaling in = policy("in", Comparison.LESS_OR_EQUAL, 48, Type.CHANGE_IN_CAPACITY, 1, new Step(-END, 0, -3));
        Minutely service = new Minutely(10, in, Minutely.cpu(50));
        assertThat(service.minutes(40, CPU, 47)).isEmpty();
        assertThat(service.minutes(15, CPU, 40))
                .get()
                .extracting(Change::desired)
                .isEqualTo(8);
    }

    @Test
    void withoutAMetricNothingIsScaledIn() {
        StepScaling in = policy("in", Comparison.LESS_OR_EQUAL, 40, Type.CHANGE_IN_CAPACITY, 1, new Step(-END, 0, -1));
        Minutely service = new Minutely(10, in);
        assertThat(service.passes()).isEmpty();
        service.sees(CPU, new Datapoint(service.minute + 1, 1, 1, 1, 9, false));
        assertThat(service.passes()).isEmpty();
        assertThat(service.minutes(1, CPU, 1)).isPresent();
    }
}

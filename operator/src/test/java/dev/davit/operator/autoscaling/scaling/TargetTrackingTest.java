package dev.davit.operator.autoscaling.scaling;

import static dev.davit.operator.autoscaling.scaling.Metric.CPU;
import static dev.davit.operator.autoscaling.scaling.Metric.MEMORY;
import static dev.davit.operator.autoscaling.scaling.Minutely.cpu;
import static dev.davit.operator.autoscaling.scaling.Minutely.tracking;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTrackingTest {

    @Test
    void threeMinutesAboveTheTargetScaleOutAtOnceToWhatTheLoadNeeds() {
        Minutely service = new Minutely(4, cpu(50));
        assertThat(service.minutes(2, CPU, 90)).isEmpty();
        Change change = service.minutes(1, CPU, 90).orElseThrow();
        assertThat(change.desired()).isEqualTo(8);
        assertThat(change.cause())
                .isEqualTo(
                        "monitor alarm TargetTracking-service/default/web-AlarmHigh-cpu in state ALARM triggered policy cpu");
        assertThat(service.minute).isEqualTo(3);
    }

    @Test
    void aMinuteAtTheTargetEndsTheRow() {
        Minutely service = new Minutely(4, cpu(50));
        assertThat(service.minutes(2, CPU, 90)).isEmpty();
        assertThat(service.minutes(1, CPU, 50)).isEmpty();
        assertThat(service.minutes(2, CPU, 90)).isEmpty();
        assertThat(service.minutes(1, CPU, 90)).isPresent();
    }

    @Test
    void fifteenMinutesBelowNineTenthsScaleInToWhatTheBusiestOfThemNeeded() {
        Minutely service = new Minutely(10, cpu(50));
        assertThat(service.minutes(1, CPU, 30)).isEmpty();
        assertThat(service.minutes(13, CPU, 10)).isEmpty();
        Change change = service.minutes(1, CPU, 10).orElseThrow();
        assertThat(change.desired()).isEqualTo(6);
        assertThat(change.alarm()).contains("AlarmLow");
    }

    @Test
    void nineTenthsAndMoreAreLeftAlone() {
        Minutely service = new Minutely(10, cpu(50));
        assertThat(service.minutes(60, CPU, 45)).isEmpty();
        assertThat(service.minutes(60, CPU, 50)).isEmpty();
    }

    @Test
    void disableScaleInOnlyScalesOut() {
        Minutely service = new Minutely(10, tracking("cpu", CPU, 50, false));
        assertThat(service.minutes(60, CPU, 1)).isEmpty();
        assertThat(service.minutes(3, CPU, 60))
                .get()
                .extracting(Change::desired)
                .isEqualTo(12);
    }

    @Test
    void whileAScaleOutCoolsDownOnlyALargerOneIsMade() {
        Minutely service = new Minutely(4, cpu(50));
        service.minutes(3, CPU, 75);
        assertThat(service.current).isEqualTo(6);
        // The new tasks are as busy as the old ones for a while: what was added counts.
        assertThat(service.minutes(2, CPU, 75)).isEmpty();
        assertThat(service.minutes(1, CPU, 100))
                .get()
                .extracting(Change::desired)
                .isEqualTo(8);
        assertThat(service.past.out().orElseThrow().base()).isEqualTo(4);
        assertThat(service.minutes(4, CPU, 100)).isEmpty();
        assertThat(service.minutes(1, CPU, 100))
                .get()
                .extracting(Change::desired)
                .isEqualTo(16);
    }

    @Test
    void aScaleInsCooldownHoldsNoScaleOutBack() {
        Minutely service = new Minutely(10, cpu(50));
        assertThat(service.minutes(15, CPU, 25))
                .get()
                .extracting(Change::desired)
                .isEqualTo(5);
        assertThat(service.minutes(3, CPU, 80))
                .get()
                .extracting(Change::desired)
                .isEqualTo(8);
    }

    @Test
    void nothingIsTakenAwayBeforeTheCooldownsAreOver() {
        Minutely service = new Minutely(10, cpu(50));
        service.minutes(15, CPU, 25);
        long first = service.minute;
        service.minutes(30, CPU, 5);
        assertThat(service.minute - first).isGreaterThanOrEqualTo(5);
        assertThat(service.current).isLessThan(5);
    }

    @Test
    void withoutAMetricNothingIsScaledIn() {
        Minutely service = new Minutely(10, cpu(50));
        for (int i = 0; i < 60; i++) {
            if (i % 15 != 14) {
                service.sees(CPU, 1, 10);
            }
            assertThat(service.passes()).isEmpty();
        }
    }

    @Test
    void aTaskThatIsNotMeasuredHoldsAScaleInBackAndNoScaleOut() {
        Minutely service = new Minutely(10, cpu(50));
        for (int i = 0; i < 30; i++) {
            service.sees(CPU, new Datapoint(service.minute + 1, 1, 1, 1, 9, false));
            assertThat(service.passes()).isEmpty();
        }
        for (int i = 0; i < 3; i++) {
            service.sees(CPU, new Datapoint(service.minute + 1, 100, 1, 100, 9, false));
            service.passes();
        }
        assertThat(service.current).isEqualTo(18);
    }

    @Test
    void ofSeveralPoliciesTheOneWithTheMostTasksWins() {
        Minutely service = new Minutely(4, cpu(50), tracking("memory", MEMORY, 50, true));
        for (int i = 0; i < 3; i++) {
            service.sees(CPU, 60, 4).sees(MEMORY, 80, 4).passes();
        }
        assertThat(service.changes).singleElement().satisfies(change -> {
            assertThat(change.desired()).isEqualTo(7);
            assertThat(change.policy()).isEqualTo("memory");
        });
    }

    @Test
    void allPoliciesMustAgreeBeforeTasksAreTakenAway() {
        Minutely service = new Minutely(10, cpu(50), tracking("memory", MEMORY, 50, true));
        for (int i = 0; i < 40; i++) {
            assertThat(service.sees(CPU, 5, 10).sees(MEMORY, 47, 10).passes()).isEmpty();
        }
        for (int i = 0; i < 15; i++) {
            service.sees(CPU, 5, service.current)
                    .sees(MEMORY, 20, service.current)
                    .passes();
        }
        assertThat(service.current).isEqualTo(4);
    }

    @Test
    void aPolicyThatDoesNotScaleInStillSaysHowManyItNeeds() {
        Minutely service = new Minutely(10, cpu(50), tracking("memory", MEMORY, 50, false));
        for (int i = 0; i < 15; i++) {
            service.sees(CPU, 5, 10).sees(MEMORY, 40, 10).passes();
        }
        assertThat(service.current).isEqualTo(8);
    }

    @Test
    void aPolicyWithoutItsMetricLetsNobodyScaleIn() {
        Minutely service = new Minutely(10, cpu(50), tracking("memory", MEMORY, 50, false));
        assertThat(service.minutes(40, CPU, 5)).isEmpty();
    }

    @Test
    void theLimitsHold() {
        Minutely service = new Minutely(4, cpu(50));
        service.maximum = 5;
        service.minimum = 3;
        assertThat(service.minutes(3, CPU, 100))
                .get()
                .extracting(Change::desired)
                .isEqualTo(5);
        assertThat(service.minutes(20, CPU, 100)).isEmpty();
        assertThat(service.minutes(40, CPU, 0))
                .get()
                .extracting(Change::desired)
                .isEqualTo(3);
        assertThat(service.minutes(40, CPU, 0)).isEmpty();
    }

    /** ECS's guide: a count outside of the limits is first moved to them, by an activity of that direction alone. */
    @Test
    void aCountOutsideTheLimitsIsMovedInsideByAnActivityOfThatDirection() {
        Minutely low = new Minutely(1, cpu(50));
        low.minimum = 4;
        assertThat(low.minutes(40, CPU, 1)).isEmpty();
        assertThat(low.minutes(3, CPU, 60)).get().extracting(Change::desired).isEqualTo(4);
        Minutely high = new Minutely(20, cpu(50));
        high.maximum = 10;
        assertThat(high.minutes(10, CPU, 90)).isEmpty();
        assertThat(high.minutes(40, CPU, 44)).get().extracting(Change::desired).isEqualTo(10);
    }

    @Test
    void whatIsSuspendedIsNotDone() {
        Minutely service = new Minutely(10, cpu(50));
        service.allowed = new Decider.Allowed(false, true);
        assertThat(service.minutes(10, CPU, 90)).isEmpty();
        service.allowed = new Decider.Allowed(true, false);
        assertThat(service.minutes(40, CPU, 5)).isEmpty();
        service.allowed = new Decider.Allowed(true, true);
        assertThat(service.minutes(1, CPU, 5)).isPresent();
    }
}

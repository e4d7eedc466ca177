package dev.davit.operator.ecs.service.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.ThresholdConfiguration;
import dev.davit.operator.ecs.service.plan.TaskView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private static TaskView task(long index, Phase phase) {
        return new TaskView("web-1-" + index, 1, index, phase, null, false, "", "", NOW, phase == Phase.HEALTHY, 0, "");
    }

    @ParameterizedTest
    @CsvSource({
        ", , 1, 3",
        ", , 10, 5",
        ", , 25, 13",
        ", , 1000, 200",
        "BOUNDED_PERCENT, 25, 40, 10",
        "BOUNDED_PERCENT, 1, 40, 3",
        "UNBOUNDED_PERCENT, 1, 40, 1",
        "UNBOUNDED_PERCENT, 100, 1000, 1000",
        "COUNT, 7, 1, 7"
    })
    void takesTheThresholdsOfEcs(String type, Integer value, int desired, int threshold) {
        DeploymentCircuitBreaker breaker = new DeploymentCircuitBreaker();
        if (type != null) {
            breaker.thresholdConfiguration = new ThresholdConfiguration();
            breaker.thresholdConfiguration.type = type;
            breaker.thresholdConfiguration.value = value;
        }
        assertThat(Failures.threshold(breaker, desired)).isEqualTo(threshold);
    }

    @Test
    void aHealthyTaskEndsARowOfFailuresUnlessAskedNotTo() {
        List<TaskView> tasks =
                List.of(task(1, Phase.FAILED), task(2, Phase.HEALTHY), task(3, Phase.FAILED), task(4, Phase.PENDING));
        assertThat(Failures.of(tasks, 1, true).count()).isEqualTo(1);
        assertThat(Failures.of(tasks, 1, false).count()).isEqualTo(2);
        assertThat(Failures.of(tasks, 2, true).count()).isZero();
    }

    /** ECS tries again and again, and counts each time; here one task waits. */
    @ParameterizedTest
    @CsvSource({"59, 0, 60", "60, 1, 120", "120, 2, 240", "240, 3, 480", "960, 5, 1860", "3600, 7, 3660"})
    void aTaskThatCannotBePlacedCountsAgainAndAgainEverMoreRarely(long seconds, int count, long next) {
        assertThat(Attempts.after(Duration.ofSeconds(seconds)))
                .isEqualTo(new Attempts(count, Duration.ofSeconds(next)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5", "2, 1, 10", "2, 2, 5", "3, 2, 10", "8, 1, 640", "9, 1, 900", "500, 1, 900"})
    void spacesStartsOut(int failed, int desired, long seconds) {
        Failures failures = Failures.of(
                LongStream.rangeClosed(1, failed)
                        .mapToObj(i -> task(i, Phase.FAILED))
                        .toList(),
                1,
                true);
        assertThat(failures.nextStart(desired)).contains(NOW.plusSeconds(seconds));
    }

    @Test
    void holdsNobodyUpWithoutFailures() {
        assertThat(Failures.of(Stream.of(task(1, Phase.HEALTHY)).toList(), 1, true)
                        .nextStart(1))
                .isEmpty();
    }
}

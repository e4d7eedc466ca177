package dev.davit.operator.autoscaling.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.autoscaling.metric.Use.Amount;
import dev.davit.operator.autoscaling.scaling.Datapoint;
import dev.davit.operator.autoscaling.scaling.History;
import dev.davit.operator.autoscaling.scaling.Metric;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UtilizationTest {

    private static final Amount TASK = new Amount(256, 512);

    @Test
    void isWhatAllUseOfWhatAllHave() {
        Use use = new Use(
                Map.of("a", TASK, "b", new Amount(768, 512)),
                Map.of("a", new Amount(256, 128), "b", new Amount(0, 384), "strange", new Amount(9999, 9999)));
        assertThat(Utilization.of(Metric.CPU, use, 7)).contains(new Datapoint(7, 25, 0, 100, 2, true));
        assertThat(Utilization.of(Metric.MEMORY, use, 7)).contains(new Datapoint(7, 50, 25, 75, 2, true));
    }

    @Test
    void aTaskThatIsNotMeasuredMakesItIncomplete() {
        Use use = new Use(Map.of("a", TASK, "b", TASK), Map.of("a", new Amount(128, 128)));
        assertThat(Utilization.of(Metric.CPU, use, 7)).contains(new Datapoint(7, 50, 50, 50, 1, false));
    }

    @Test
    void isMissingWhenNothingIsMeasured() {
        assertThat(Utilization.of(Metric.CPU, new Use(Map.of("a", TASK), Map.of()), 7))
                .isEmpty();
    }

    @Test
    void theLastHourIsKept() {
        Recorder recorder = new Recorder();
        Map<Metric, History> known = Map.of();
        for (long minute = 1; minute <= 200; minute++) {
            assertThat(recorder.isNew("uid", minute)).isTrue();
            known = recorder.add("uid", minute, Map.of(Metric.CPU, new Datapoint(minute, 1, 1, 1, 1, true)));
            assertThat(recorder.isNew("uid", minute)).isFalse();
        }
        assertThat(known.get(Metric.CPU).datapoints())
                .hasSize(60)
                .extracting(Datapoint::minute)
                .startsWith(141L);
        assertThat(recorder.add("other", 300, Map.of())).isEmpty();
        assertThat(recorder.isNew("uid", 200)).isTrue();
    }

    @Test
    void minutesBeginAtASecondOfTheirOwn() {
        Minutes minutes = new Minutes(20);
        Instant now = Instant.parse("2026-11-27T10:00:19.999Z");
        assertThat(minutes.next(now)).isEqualTo("2026-11-27T10:00:20Z");
        assertThat(minutes.at(minutes.next(now))).isEqualTo(minutes.at(now) + 1);
        assertThat(minutes.at(now.plusSeconds(60))).isEqualTo(minutes.at(now) + 1);
    }
}

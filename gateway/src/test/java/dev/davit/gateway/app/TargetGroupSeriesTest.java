package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.TargetGroupEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetGroupSeriesTest {

    @Test
    void aSeriesEndsWithItsGroup() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TargetGroupSeries series = new TargetGroupSeries(registry);
        Balancers balancers = new Balancers(new Random(1));
        balancers.onGroupGone(series::forget);
        TargetGroupEntry group = new TargetGroupEntry(new ElbKey("team-a", "web"), "arn", false, null, false);
        balancers.put(group);
        assertThat(registry.getMeters()).isEmpty();
        series.count(group.key());
        series.count(group.key());
        assertThat(registry.get("davit.elb.requests")
                        .tags("namespace", "team-a", "target_group", "web")
                        .counter()
                        .count())
                .isEqualTo(2);
        balancers.remove(group);
        assertThat(registry.getMeters()).isEmpty();
    }
}

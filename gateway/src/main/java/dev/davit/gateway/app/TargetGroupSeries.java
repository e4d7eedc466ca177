package dev.davit.gateway.app;

import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.RequestTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** Counts as {@code davit_elb_requests_total{namespace,target_group}}; a group's series begins with its first request. */
final class TargetGroupSeries implements RequestTally {

    private final MeterRegistry registry;
    private final Map<ElbKey, Counter> groups = new HashMap<>();

    TargetGroupSeries(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(ElbKey group) {
        groups.computeIfAbsent(group, this::counter).increment();
    }

    @Override
    public void forget(ElbKey group) {
        Counter counter = groups.remove(group);
        if (counter != null) {
            registry.remove(counter);
        }
    }

    private Counter counter(ElbKey group) {
        return Counter.builder("davit.elb.requests")
                .description("RequestCount: requests of a target group that got a target")
                .tag("namespace", group.namespace())
                .tag("target_group", group.name())
                .register(registry);
    }
}

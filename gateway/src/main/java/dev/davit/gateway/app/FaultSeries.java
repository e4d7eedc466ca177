package dev.davit.gateway.app;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;

/** The platform's faults towards one function, or towards calls for none that is known; a series begins with its first fault. */
final class FaultSeries {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Fault, Counter> counters = new EnumMap<>(Fault.class);

    FaultSeries(MeterRegistry registry, FunctionKey function) {
        this.registry = registry;
        this.tags = Tags.of(
                "namespace", function == null ? "" : function.namespace(),
                "function", function == null ? "" : function.name());
    }

    void count(Fault fault) {
        counters.computeIfAbsent(fault, this::counter).increment();
    }

    private Counter counter(Fault fault) {
        return Counter.builder("davit.lambda.platform.errors")
                .description("Calls that the platform failed or throttled, by component and reason")
                .tags(tags.and("component", fault.component(), "reason", fault.reason()))
                .register(registry);
    }

    void remove() {
        counters.values().forEach(registry::remove);
    }
}

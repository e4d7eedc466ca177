package dev.davit.gateway.app;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.meter.AsyncMeter;
import dev.davit.gateway.meter.FunctionMeter;
import dev.davit.gateway.meter.InvocationMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** CloudWatch's AWS/Lambda metrics in a Micrometer registry; a function's series begin with its first invocation. */
public final class MicrometerMeter implements InvocationMeter {

    private final MeterRegistry registry;
    private final Map<FunctionKey, Series> functions = new HashMap<>();
    private final Map<FunctionKey, EventSeries> events = new HashMap<>();
    private final Map<FunctionKey, UrlSeries> urls = new HashMap<>();
    private final Map<FunctionKey, FaultSeries> faults = new HashMap<>();

    /** Counts in that registry. */
    public MicrometerMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public FunctionMeter function(FunctionKey function) {
        return functions.computeIfAbsent(function, key -> new Series(registry, key));
    }

    @Override
    public AsyncMeter events(FunctionKey function) {
        return events.computeIfAbsent(function, key -> new EventSeries(registry, key));
    }

    @Override
    public void urlAnswered(FunctionKey function, int status, long nanos) {
        urls.computeIfAbsent(function, key -> new UrlSeries(registry, key)).answered(status, nanos);
    }

    @Override
    public void failed(FunctionKey function, Fault fault) {
        faults.computeIfAbsent(function, key -> new FaultSeries(registry, key)).count(fault);
    }

    @Override
    public void forget(FunctionKey function) {
        Optional.ofNullable(functions.remove(function)).ifPresent(Series::remove);
        Optional.ofNullable(events.remove(function)).ifPresent(EventSeries::remove);
        Optional.ofNullable(urls.remove(function)).ifPresent(UrlSeries::remove);
        Optional.ofNullable(faults.remove(function)).ifPresent(FaultSeries::remove);
    }

    private static final class Series implements FunctionMeter {

        private final MeterRegistry registry;
        private final Tags tags;
        private final List<Meter> meters = new ArrayList<>();
        private final Counter invocations;
        private final Counter errors;
        private final Counter throttles;
        private Counter provisioned;
        private Counter spillovers;
        private final Timer duration;
        private final Timer init;
        private final AtomicInteger concurrent = new AtomicInteger();
        private final AtomicInteger onProvisioned = new AtomicInteger();

        Series(MeterRegistry registry, FunctionKey function) {
            this.registry = registry;
            this.tags = Tags.of("namespace", function.namespace(), "function", function.name());
            invocations = kept(Counter.builder("davit.lambda.invocations")
                    .description("Invocations: handed to an environment")
                    .tags(tags)
                    .register(registry));
            errors = kept(Counter.builder("davit.lambda.errors")
                    .description("Errors: invocations that ended in a function error")
                    .tags(tags)
                    .register(registry));
            throttles = kept(Counter.builder("davit.lambda.throttles")
                    .description("Throttles: invocations refused for concurrency")
                    .tags(tags)
                    .register(registry));
            duration = kept(Timer.builder("davit.lambda.duration")
                    .description("Duration: from hand-out to answer")
                    .tags(tags)
                    .serviceLevelObjectives(
                            Duration.ofMillis(5),
                            Duration.ofMillis(25),
                            Duration.ofMillis(100),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(60))
                    .register(registry));
            init = kept(Timer.builder("davit.lambda.init.duration")
                    .description("InitDuration: from claim or pod start to the first poll")
                    .tags(tags)
                    .register(registry));
            kept(Gauge.builder("davit.lambda.concurrent.executions", concurrent, AtomicInteger::get)
                    .description("ConcurrentExecutions: invocations running now")
                    .tags(tags)
                    .register(registry));
        }

        private <T extends Meter> T kept(T meter) {
            meters.add(meter);
            return meter;
        }

        void remove() {
            meters.forEach(registry::remove);
        }

        @Override
        public void started() {
            invocations.increment();
            concurrent.incrementAndGet();
        }

        @Override
        public void provisioned(boolean spilledOver) {
            if (provisioned == null) {
                provisioned = kept(Counter.builder("davit.lambda.provisioned.concurrency.invocations")
                        .description("ProvisionedConcurrencyInvocations: run by a provisioned environment")
                        .tags(tags)
                        .register(registry));
                spillovers = kept(Counter.builder("davit.lambda.provisioned.concurrency.spillover.invocations")
                        .description("ProvisionedConcurrencySpilloverInvocations: all provisioned environments at work")
                        .tags(tags)
                        .register(registry));
                kept(Gauge.builder("davit.lambda.provisioned.concurrent.executions", onProvisioned, AtomicInteger::get)
                        .description("ProvisionedConcurrentExecutions: running now on provisioned environments")
                        .tags(tags)
                        .register(registry));
            }
            (spilledOver ? spillovers : provisioned).increment();
            if (!spilledOver) {
                onProvisioned.incrementAndGet();
            }
        }

        @Override
        public void ended(long durationNanos, boolean error, boolean provisioned) {
            concurrent.decrementAndGet();
            if (provisioned) {
                onProvisioned.decrementAndGet();
            }
            duration.record(durationNanos, TimeUnit.NANOSECONDS);
            if (error) {
                errors.increment();
            }
        }

        @Override
        public void throttled() {
            throttles.increment();
        }

        @Override
        public void initialised(long nanos) {
            init.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}

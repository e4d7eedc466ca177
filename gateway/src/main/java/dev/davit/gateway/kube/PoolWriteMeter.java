package dev.davit.gateway.kube;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts pool writes as {@code davit_pool_writes_total{outcome}}. */
final class PoolWriteMeter implements PoolWriter.Tally {

    private final Counter written;
    private final Counter failed;

    PoolWriteMeter(MeterRegistry meters) {
        this.written = counter(meters, "written");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("davit.pool.writes")
                .description("Server-side applies of EnvironmentPools by the gateway")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void written() {
        written.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }
}

package dev.davit.gateway.app;

import dev.davit.gateway.catalog.FunctionKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The requests to one function's URLs in a Micrometer registry. */
final class UrlSeries {

    private final MeterRegistry registry;
    private final Counter requests;
    private final Counter clientErrors;
    private final Counter serverErrors;
    private final Timer latency;

    UrlSeries(MeterRegistry registry, FunctionKey function) {
        this.registry = registry;
        Tags tags = Tags.of("namespace", function.namespace(), "function", function.name());
        requests = counter("davit.lambda.url.requests", "UrlRequestCount: requests to the function's URLs", tags);
        clientErrors = counter("davit.lambda.url.4xx", "Url4xxCount: those that were answered 4xx", tags);
        serverErrors = counter("davit.lambda.url.5xx", "Url5xxCount: those that were answered 5xx", tags);
        latency = Timer.builder("davit.lambda.url.request.latency")
                .description("UrlRequestLatency: from the request to the beginning of its answer")
                .tags(tags)
                .register(registry);
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    void answered(int status, long nanos) {
        requests.increment();
        if (status >= 500) {
            serverErrors.increment();
        } else if (status >= 400) {
            clientErrors.increment();
        }
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void remove() {
        List.of(requests, clientErrors, serverErrors, latency).forEach(registry::remove);
    }
}

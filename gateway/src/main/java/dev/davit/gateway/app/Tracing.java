package dev.davit.gateway.app;

import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.Tracer;
import dev.davit.gateway.otlp.OtlpSettings;
import dev.davit.gateway.otlp.OtlpTracer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tracer that the configuration asks for. Loaded only when it asks for one. */
final class Tracing {

    private Tracing() {}

    static Tracer of(GatewayConfig config, Clock clock) {
        return new OtlpTracer(
                new OtlpSettings(
                        OtlpSettings.endpoint(config.tracingEndpoint().orElseThrow()),
                        OtlpSettings.headers(config.tracingHeaders().orElse("")),
                        config.tracingRatio(),
                        config.tracingTrustCallers(),
                        resource(config)),
                clock);
    }

    private static Map<String, String> resource(GatewayConfig config) {
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("service.name", "davit-gateway");
        resource.put("service.namespace", config.namespace());
        resource.put("k8s.namespace.name", config.namespace());
        resource.put("cloud.region", config.region());
        config.podName().ifPresent(pod -> {
            resource.put("service.instance.id", pod);
            resource.put("k8s.pod.name", pod);
        });
        return resource;
    }

    static void close(Tracer tracer) {
        if (tracer instanceof OtlpTracer open) {
            open.close();
        }
    }
}

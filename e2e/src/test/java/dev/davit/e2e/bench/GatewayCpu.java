package dev.davit.e2e.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.regex.Pattern;

/** The CPU time that the gateways have used, as their own metrics say it. */
final class GatewayCpu {

    private static final Pattern TIME =
            Pattern.compile("^process_cpu_time_ns_total(?:\\{[^}]*})? ([0-9.E+]+)$", Pattern.MULTILINE);

    private GatewayCpu() {}

    static double seconds(KubernetesClient client) {
        return client
                .pods()
                .inNamespace("davit-system")
                .withLabel("app.kubernetes.io/component", "gateway")
                .list()
                .getItems()
                .stream()
                .mapToDouble(pod -> seconds(client, pod))
                .sum();
    }

    private static double seconds(KubernetesClient client, Pod pod) {
        var metrics = client.raw(
                "/api/v1/namespaces/davit-system/pods/" + pod.getMetadata().getName() + ":9090/proxy/q/metrics");
        var time = TIME.matcher(metrics);
        if (!time.find()) {
            throw new IllegalStateException("The gateway's metrics do not tell its CPU time");
        }
        return Double.parseDouble(time.group(1)) / 1e9;
    }
}

package dev.davit.e2e.bench;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Counts the writes Davit's own accounts make, from the flow-control metrics of the API server: its requests by flow schema would not tell users apart, so each component's own counter is read. */
final class ApiWrites {

    private static final String[] COMPONENTS = {"davit-operator", "davit-gateway"};

    private final KubernetesClient client;

    ApiWrites(KubernetesClient client) {
        this.client = client;
    }

    /** Writes so far by operator and gateway: the sum of {@code davit_api_writes_total} over their metrics pages. */
    long byDavit() {
        long sum = 0;
        for (var component : COMPONENTS) {
            for (var pod : client.pods()
                    .inNamespace("davit-system")
                    .withLabel("app.kubernetes.io/component", component.substring("davit-".length()))
                    .list()
                    .getItems()) {
                var page = client.raw("/api/v1/namespaces/davit-system/pods/"
                        + pod.getMetadata().getName() + ":9090/proxy/q/metrics");
                sum += page.lines()
                        .filter(line -> line.startsWith("davit_api_writes_total"))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
            }
        }
        return sum;
    }
}

package dev.davit.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Resident memory of operator and gateway, as their kubelet reports it. */
public final class Memory {

    private Memory() {}

    static String of(KubernetesClient client) {
        var megabytes = resident(client);
        double sum =
                megabytes.values().stream().mapToDouble(Double::doubleValue).sum();
        return String.format(Locale.ROOT, "RSS in MiB: %s, together %.0f", megabytes, sum);
    }

    /** MiB by container of Davit's own pods. */
    public static Map<String, Double> resident(KubernetesClient client) {
        Map<String, Double> megabytes = new TreeMap<>();
        for (var node : client.nodes().list().getItems()) {
            if (!Readiness.isNodeReady(node)) {
                continue; // an object alone
            }
            for (var pod : summary(client, node.getMetadata().getName()).path("pods")) {
                if (pod.path("podRef").path("namespace").asText().equals("davit-system")) {
                    var container = pod.path("containers").path(0);
                    megabytes.merge(
                            container.path("name").asText(),
                            container.path("memory").path("rssBytes").asDouble() / (1 << 20),
                            Double::sum);
                }
            }
        }
        return megabytes;
    }

    private static JsonNode summary(KubernetesClient client, String node) {
        try {
            return new ObjectMapper().readTree(client.raw("/api/v1/nodes/" + node + "/proxy/stats/summary"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

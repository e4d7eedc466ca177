package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.scale.PoolDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the gateway applies to a pool: its own four fields and no others. The uid makes the API server refuse an apply that
 * would otherwise make a deleted pool anew.
 */
final class PoolDocument {

    private static final String QUERY = "?fieldManager=davit-gateway&force=true";

    private PoolDocument() {}

    static String path(PoolKey pool) {
        return "/apis/davit.dev/v1alpha1/namespaces/" + pool.namespace() + "/environmentpools/" + pool.name() + QUERY;
    }

    static Map<String, Object> of(PoolKey pool, String uid, PoolDemand demand) {
        List<Map<String, Object>> claims = new TreeMap<>(demand.claims())
                .entrySet().stream()
                        .map(claim -> claim(claim.getKey(), claim.getValue(), demand.provisions()))
                        .toList();
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("replicas", demand.replicas());
        spec.put("claims", claims);
        spec.put(
                "provisioned",
                new TreeMap<>(demand.provisions().revisions())
                        .entrySet().stream()
                                .map(each -> provisioned(each.getKey(), each.getValue()))
                                .toList());
        spec.put("retire", List.copyOf(new TreeSet<>(demand.retire())));
        return Map.of(
                "apiVersion",
                "davit.dev/v1alpha1",
                "kind",
                "EnvironmentPool",
                "metadata",
                Map.of("name", pool.name(), "namespace", pool.namespace(), "uid", uid),
                "spec",
                spec);
    }

    private static Map<String, Object> claim(String pod, String revision, PoolProvisions provisions) {
        return provisions.pods().contains(pod)
                ? Map.of("pod", pod, "revision", revision, "provisioned", true)
                : Map.of("pod", pod, "revision", revision);
    }

    private static Map<String, Object> provisioned(String revision, PoolProvisions.Count count) {
        Map<String, Object> environments = new LinkedHashMap<>();
        environments.put("revision", revision);
        environments.put("requested", count.requested());
        environments.put("allocated", count.allocated());
        environments.put("available", count.available());
        if (count.failure() != null) {
            environments.put("failure", count.failure());
        }
        return environments;
    }
}

package dev.davit.network;

import java.util.Map;
import java.util.Optional;

/**
 * One end of a connection: a pod, or an address without one.
 *
 * @param address its address
 * @param namespace the pod's namespace; null without a pod
 * @param namespaceLabels the labels of that namespace
 * @param labels the pod's labels
 * @param ports the pod's named ports
 */
public record Endpoint(
        Cidr address,
        String namespace,
        Map<String, String> namespaceLabels,
        Map<String, String> labels,
        Map<String, Integer> ports) {

    /** An address that is no pod's. */
    public static Endpoint outside(String address) {
        return new Endpoint(Cidr.of(address), null, Map.of(), Map.of(), Map.of());
    }

    /** A pod of a namespace that has no labels but the one with its name. */
    public static Endpoint pod(String address, String namespace, Map<String, String> labels) {
        return new Endpoint(
                Cidr.of(address), namespace, Map.of("kubernetes.io/metadata.name", namespace), labels, Map.of());
    }

    boolean isPod() {
        return namespace != null;
    }

    Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key)).filter(value -> !value.isEmpty());
    }
}
